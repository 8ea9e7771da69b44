// A job (books, engines, screens) → every chapter of every book opened in headless Chromium, what is wrong as JSON on stdout.
// node walk.cjs JOB.json
const fs = require("fs"), path = require("path");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const puppeteer = require(path.join(job.modules, "puppeteer-core"));

async function walk(browser, engine) {
  const told = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => told.push({ engine, book: "", what: `the engine failed: ${error.message}` }));
  for (const book of job.books) for (const screen of book.screens.map((name) => ({ name, ...job.screens[name] }))) {
    await page.setViewport({ width: screen.width, height: screen.height });
    await page.emulateVisionDeficiency(screen.grey ? "achromatopsia" : "none");
    await page.goto(`${job.server}/engines/reader.html?engine=${engine}`);
    await page.waitForFunction("window.isReady");
    const { chapters, contents } = await page.evaluate((url, how) => window.reader.open(url, how), `${job.server}/books/${book.file}`, screen);
    for (const [index, chapter] of chapters.entries()) {
      const seen = await page.evaluate((at) => window.reader.show(at), index);
      told.push({ engine, book: book.file, screen: screen.name, chapter, ...seen });
      if (book.pictures?.includes(chapter.split("/").pop())) {
        const name = `${path.basename(book.file, ".epub")}-${path.basename(chapter, ".xhtml")}-${screen.name}-${engine}.png`;
        await page.screenshot({ path: path.join(job.out, name) });
      }
    }
    if (screen.name === book.screens[0]) for (const href of contents) {
      const landed = await page.evaluate((to) => window.reader.visit(to), href);
      told.push({ engine, book: book.file, entry: href, ...landed });
    }
  }
  await page.close();
  return told;
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: job.browser, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  try {
    const told = (await Promise.all(job.engines.map((engine) => walk(browser, engine)))).flat();
    fs.writeFileSync(process.argv[3], JSON.stringify(told));
  } finally {
    await browser.close();
  }
})().catch((error) => { console.error(error.stack); process.exit(1); });
