// A job (books, engines, sizes, scales) → every chapter of every book opened and paged through in headless Chromium, each
// engine in a browser of its own; what was seen goes as JSON into a file.
// node walk.cjs JOB.json TOLD.json
const fs = require("fs"), path = require("path");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const puppeteer = require(path.join(job.modules, "puppeteer-core"));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-renderer-backgrounding", "--disable-background-timer-throttling"];

async function walk(engine) {
  const browser = await puppeteer.launch({ executablePath: job.browser, headless: true, args: FLAGS });
  const told = [];
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => told.push({ engine, book: "", what: `the engine failed: ${error.message}` }));
    for (const book of job.books) for (const [size, scale] of book.screens[engine]) {
      await read(page, told, { engine, book: book.file, size, scale }, book);
    }
  } finally {
    await browser.close();
  }
  return told;
}

/** Read one book on one screen: a chapter is laid out once, measured in both themes, and turned through to the next. */
async function read(page, told, where, book) {
  const screen = job.sizes[where.size];
  await page.setViewport({ width: screen.width, height: screen.height });
  await page.emulateVisionDeficiency(screen.grey ? "achromatopsia" : "none");
  await page.goto(`${job.server}/engines/reader.html?engine=${where.engine}`);
  await page.waitForFunction("window.isReady");
  const how = { ...screen, scale: where.scale };
  const { chapters, contents } = await page.evaluate((url, each) => window.reader.open(url, each), `${job.server}/books/${book.file}`, how);
  for (const [index, chapter] of chapters.entries()) {
    for (const isSecond of [false, true]) {
      const seen = await page.evaluate((at, again) => again ? window.reader.recolour() : window.reader.show(at), index, isSecond);
      told.push({ ...where, chapter, ...seen });
      if (book.pictures.includes(chapter.split("/").pop())) await shoot(page, { ...where, chapter, ...seen });
    }
    told.push({ ...where, chapter, ...await page.evaluate(() => window.reader.turn()) });
  }
  const [size, scale] = book.screens[where.engine][0];
  if (where.size !== size || where.scale !== scale) return;
  for (const href of contents) {
    told.push({ ...where, entry: href, ...await page.evaluate((to) => window.reader.visit(to), href) });
  }
}

async function shoot(page, seen) {
  if (seen.engine === "readium") await new Promise((done) => setTimeout(done, 150)); // it fades one theme into the other
  const name = [path.basename(seen.book, ".epub"), path.basename(seen.chapter, ".xhtml"), seen.size, seen.scale, seen.theme, seen.engine];
  await page.screenshot({ path: path.join(job.out, `${name.join("-")}.png`), optimizeForSpeed: true });
}

Promise.all(job.engines.map(walk))
  .then((told) => fs.writeFileSync(process.argv[3], JSON.stringify(told.flat())))
  .catch((error) => { console.error(error.stack); process.exit(1); });
