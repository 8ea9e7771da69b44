// A shelf's folder → what Chromium and axe make of its pages, as JSON on stdout.
// node shelf_look.cjs NODE_MODULES BROWSER ASK.json   (ASK: {base, pages, sizes, queries, pictures})
"use strict";
const fs = require("fs");
const path = require("path");
const [modules, browser, askFile] = process.argv.slice(2);
const puppeteer = require(path.join(modules, "puppeteer"));
const axe = path.join(modules, "@daisy", "axe-core-for-ace", "axe.min.js");
const ask = JSON.parse(fs.readFileSync(askFile, "utf-8"));

async function judged(page) {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const told = await axe.run(document, { resultTypes: ["violations"] });
    return told.violations.map(each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).join(", ")}`);
  });
}

async function look(page, name, size) {
  await page.setViewport({ width: size[0], height: size[1] });
  await page.goto(ask.base + name);
  const seen = await page.evaluate(() => ({
    wide: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
    unseen: [...document.images].filter(each => each.complete && !each.naturalWidth).map(each => each.src),
  }));
  return { ...seen, violations: await judged(page) };
}

async function searched(page, query) {
  await page.goto(ask.base + "index.html");
  await page.type("#query", query);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("found").textContent !== "");
  return page.evaluate(() => ({
    found: document.getElementById("found").textContent,
    pages: [...document.querySelectorAll("#results a")].map(each => each.getAttribute("href")),
    marked: [...document.querySelectorAll("#results mark")].map(each => each.textContent),
  }));
}

async function main() {
  const chromium = await puppeteer.launch({ executablePath: browser, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await chromium.newPage();
  const requests = new Set();
  page.on("request", request => requests.add(request.url()));
  const told = { pages: {}, queries: {}, violations: [] };
  for (const size of ask.sizes) {
    for (const name of ask.pages) told.pages[`${name} ${size[0]}`] = await look(page, name, size);
  }
  for (const query of ask.queries) {
    told.queries[query] = await searched(page, query);
    told.violations.push(...await judged(page));
  }
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.goto(ask.base + "index.html");
  told.dark = await judged(page);
  await page.emulateMediaFeatures([]);
  await page.keyboard.press("Tab");
  told.first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.emulateMediaType("print");
  told.printed = await page.evaluate(() => getComputedStyle(document.querySelector(".search")).display);
  await page.emulateMediaType("screen");
  await page.setJavaScriptEnabled(false);
  await page.goto(ask.base + "index.html");
  told.plain = await page.evaluate(() => ({
    form: getComputedStyle(document.getElementById("search")).display,
    links: document.querySelectorAll(".covers a").length,
  }));
  await page.setJavaScriptEnabled(true);
  for (const [file, name, width, height, query] of ask.pictures || []) {
    await page.setViewport({ width, height, deviceScaleFactor: 1.5 });
    await page.goto(ask.base + name);
    if (query) {
      await page.type("#query", query);
      await page.waitForSelector("#results li");
    }
    await page.screenshot({ path: file });
  }
  told.requests = [...requests].sort();
  await chromium.close();
  process.stdout.write(JSON.stringify(told));
}

main();
