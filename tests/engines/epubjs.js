// epub.js behind the common face.
import { THEMES, area, flat, lost, settled } from "./common.js";
import { measure } from "./measure.js";

export const engine = {
  theme: THEMES.light,
  async open(url, { width, height, scale }) {
    this.book = ePub(url);
    await this.book.ready;
    this.rendition = this.book.renderTo(area, { width, height, flow: "paginated", minSpreadWidth: 800 });
    this.rendition.reportLocation = () => Promise.resolve(); // where one stopped is kept by nobody, and found at a cost
    this.dress();
    this.rendition.themes.fontSize(`${scale}%`);
    await this.rendition.display(0);
    const spine = this.book.spine.spineItems;
    return { chapters: spine.map((item) => item.href), contents: flat(this.book.navigation.toc, "subitems").map((entry) => entry.href) };
  },
  dress() {
    const { color, background } = this.theme;
    this.rendition.themes.default({ body: { color, background }, a: { color: "inherit" } });
  },
  async show(index) {
    await this.rendition.display(this.book.spine.get(index).href);
    const { document } = this.view().contents;
    for (let turn = 0; turn < 30; turn += 1) {
      // The engine lays out again some frames after a size of type has come in.
      await settled();
      const long = this.isTall() ? document.body.scrollHeight : document.body.scrollWidth;
      if (long <= this.length() + 1) break;
    }
    return { ...this.look(), lost: lost(document, (href) => this.book.spine.get(href)) };
  },
  view() { return this.rendition.manager.views.last(); },
  isTall() { return this.rendition.manager.settings.axis === "vertical"; },
  length() { return this.isTall() ? this.view().height() : this.view().width(); },
  look() {
    const { layout } = this.rendition.manager, isTall = this.isTall(), size = isTall ? layout.height : layout.width;
    return measure(this.view().contents.document, {
      axis: isTall ? "y" : "x", size, extent: isTall ? layout.width : layout.height, pages: Math.round(this.length() / size), theme: this.theme,
    });
  },
  chapter() { return this.view().section.href; },
  spot() {
    const { container, layout } = this.rendition.manager;
    return Math.round(Math.abs(this.isTall() ? container.scrollTop / layout.height : container.scrollLeft / layout.delta));
  },
  next() { return this.rendition.next(); },
  async visit(href) {
    await this.rendition.display(href);
    await settled();
    const fragment = href.split("#")[1];
    return { chapter: this.chapter(), isFound: !fragment || Boolean(this.view().contents.document.getElementById(fragment)) };
  },
};
