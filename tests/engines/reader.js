// The two engines behind one face: open a book, show a chapter, go to an entry of the contents.
import { measure } from "./measure.js";

const THEMES = {
  light: { color: "rgb(0, 0, 0)", background: "rgb(255, 255, 255)" },
  dark: { color: "rgb(222, 222, 222)", background: "rgb(18, 18, 18)" },
};
const area = document.getElementById("area");
const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

const flat = (entries, children) =>
  entries.flatMap((entry) => [entry, ...flat(entry[children] || [], children)]).filter((entry) => entry.href);

const epubjs = {
  async open(url, { width, height, scale, theme }) {
    this.book?.destroy();
    area.replaceChildren();
    const reading = THEMES[theme];
    this.book = ePub(url);
    await this.book.ready;
    this.rendition = this.book.renderTo(area, { width, height, flow: "paginated", minSpreadWidth: 800 });
    this.rendition.themes.default({ body: { color: reading.color, background: reading.background }, a: { color: "inherit" } });
    this.rendition.themes.fontSize(`${scale}%`);
    this.reading = reading;
    await this.rendition.display(0);
    const spine = this.book.spine.spineItems;
    return { chapters: spine.map((item) => item.href), contents: flat(this.book.navigation.toc, "subitems").map((entry) => entry.href) };
  },
  async show(index) {
    await this.rendition.display(this.book.spine.get(index).href);
    const { manager } = this.rendition, view = manager.views.last(), { layout } = manager;
    const isTall = manager.settings.axis === "vertical", size = isTall ? layout.height : layout.width;
    const body = view.contents.document.body;
    for (let turn = 0; turn < 30; turn += 1) {
      // The engine lays out again some frames after a size of type has come in.
      await settled();
      const long = isTall ? body.scrollHeight : body.scrollWidth;
      if (long <= (isTall ? view.height() : view.width()) + 1) break;
    }
    const pages = Math.round((isTall ? view.height() : view.width()) / size);
    const told = { axis: isTall ? "y" : "x", size, extent: isTall ? layout.width : layout.height, pages, theme: this.reading };
    return { ...measure(view.contents.document, told), lost: lost(view.contents.document, (href) => this.book.spine.get(href)) };
  },
  async visit(href) {
    await this.rendition.display(href);
    await settled();
    const view = this.rendition.manager.views.last(), fragment = href.split("#")[1];
    return { chapter: view.section.href, isFound: !fragment || Boolean(view.contents.document.getElementById(fragment)) };
  },
};

const foliate = {
  async open(url, { scale, theme }) {
    await import("../npm/foliate-js/view.js");
    area.replaceChildren();
    const blob = await (await fetch(url)).blob();
    this.view = document.createElement("foliate-view");
    area.append(this.view);
    await this.view.open(new File([blob], "book.epub"));
    this.reading = THEMES[theme];
    const { renderer } = this.view;
    renderer.setAttribute("flow", "paginated");
    renderer.setStyles?.(`html { color: ${this.reading.color}; background: ${this.reading.background}; font-size: ${scale}%; } a { color: inherit; }`);
    const entries = flat(this.view.book.toc, "subitems").map((entry) => entry.href);
    return { chapters: this.view.book.sections.map((section) => section.id), contents: entries };
  },
  async show(index) {
    await this.view.goTo(index);
    await settled();
    const { renderer } = this.view, [{ doc }] = renderer.getContents();
    const isTall = renderer.sideProp === "height", box = renderer.getBoundingClientRect();
    const told = { axis: isTall ? "y" : "x", size: renderer.size, extent: isTall ? box.width : box.height, pages: renderer.pages - 2, theme: this.reading };
    return { ...measure(doc, told), lost: lost(doc, (href) => resolved(this.view.book, index, href)) };
  },
  async visit(href) {
    const target = await this.view.goTo(href);
    await settled();
    const [{ doc, index }] = this.view.renderer.getContents();
    const fragment = href.split("#")[1];
    return { chapter: this.view.book.sections[index].id, isFound: target?.index === index && (!fragment || Boolean(doc.getElementById(fragment))) };
  },
};

function resolved(book, index, href) {
  const target = book.resolveHref(book.sections[index].resolveHref?.(href) ?? href);
  return target && target.index >= 0;
}

/** Return the links of a chapter that lead to no chapter of the book. */
function lost(doc, find) {
  return [...doc.querySelectorAll("a[href]")]
    .map((link) => link.getAttribute("href"))
    .filter((href) => !/^[a-z]+:/i.test(href) && !href.startsWith("#"))
    .filter((href) => !find(new URL(href, "http://x/EPUB/text/").pathname.slice("/EPUB/".length)) && !find(href));
}

window.reader = { epubjs, foliate }[new URLSearchParams(location.search).get("engine")];
window.isReady = true;
