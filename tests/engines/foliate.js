// foliate-js behind the common face.
import { THEMES, area, flat, lost, settled } from "./common.js";
import { measure } from "./measure.js";

// It rests for 100 ms after each page, so that a finger does not turn two; there is no finger here.
const later = window.setTimeout.bind(window);
window.setTimeout = (what, rest, ...more) => later(what, rest === 100 ? 0 : rest, ...more);

export const engine = {
  theme: THEMES.light,
  async open(url, { scale }) {
    await import("../npm/foliate-js/view.js");
    const blob = await (await fetch(url)).blob();
    this.view = document.createElement("foliate-view");
    area.append(this.view);
    await this.view.open(new File([blob], "book.epub"));
    this.scale = scale;
    this.view.renderer.setAttribute("flow", "paginated");
    this.dress();
    const entries = flat(this.view.book.toc, "subitems").map((entry) => entry.href);
    return { chapters: this.view.book.sections.map((section) => section.id), contents: entries };
  },
  dress() {
    const { color, background } = this.theme;
    this.view.renderer.setStyles(`html { color: ${color}; background: ${background}; font-size: ${this.scale}%; } a { color: inherit; }`);
  },
  async show(index) {
    await this.view.goTo(index);
    await settled();
    return { ...this.look(), lost: lost(this.shown().doc, (href) => resolved(this.view.book, index, href)) };
  },
  shown() { return this.view.renderer.getContents()[0]; },
  look() {
    const { renderer } = this.view, isTall = renderer.sideProp === "height", box = renderer.getBoundingClientRect();
    return measure(this.shown().doc, {
      axis: isTall ? "y" : "x", size: renderer.size, extent: isTall ? box.width : box.height, pages: renderer.pages - 2, theme: this.theme,
    });
  },
  chapter() { return this.view.book.sections[this.shown().index].id; },
  spot() { return this.view.renderer.page - 1; },
  next() { return this.view.renderer.next(); },
  async visit(href) {
    const target = await this.view.goTo(href);
    await settled();
    const { doc, index } = this.shown(), fragment = href.split("#")[1];
    return { chapter: this.chapter(), isFound: target?.index === index && (!fragment || Boolean(doc.getElementById(fragment))) };
  },
};

function resolved(book, index, href) {
  const target = book.resolveHref(book.sections[index].resolveHref?.(href) ?? href);
  return target && target.index >= 0;
}
