// A page a line as JSON, {html, url} → what Mozilla Readability reads in it, {html, title, date, authors, ms}.
const readline = require("node:readline");
let parts;
try {
  parts = { ...require("@mozilla/readability"), ...require("jsdom") };
} catch {
  console.log(JSON.stringify({ ready: false }));
  process.exit(3);
}
console.log(JSON.stringify({ ready: true }));
const quiet = new parts.VirtualConsole();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { html, url } = JSON.parse(line);
  const before = process.cpuUsage();
  const page = new parts.JSDOM(html, { url: url ?? undefined, virtualConsole: quiet });
  const told = new parts.Readability(page.window.document).parse() ?? {};
  const { user, system } = process.cpuUsage(before);
  const answer = { html: told.content ?? "", title: told.title, date: told.publishedTime, authors: told.byline };
  console.log(JSON.stringify({ ...answer, ms: (user + system) / 1000 }));
  page.window.close();
});
