// The engines behind one face: open a book, show a chapter, change the theme, turn the pages, go to an entry of the contents.
import { THEMES, settled } from "./common.js";

const both = {
  /** Change the theme in place, as a reader does, and measure again. */
  async recolour() {
    this.theme = this.theme === THEMES.light ? THEMES.dark : THEMES.light;
    document.body.style.background = this.theme.background;
    await this.dress();
    await settled();
    return { ...this.look(), lost: [] };
  },
  /** Turn pages until the chapter ends: which were reached, and where the last turn led. */
  async turn() {
    const here = this.chapter(), turned = [];
    for (;;) {
      const spot = this.spot();
      turned.push(spot);
      await this.next();
      if (this.chapter() !== here) return { turned, leads: this.chapter() };
      if (this.spot() === spot) return { turned, leads: "" };
    }
  },
};

const { engine } = await import(`./${new URLSearchParams(location.search).get("engine")}.js`);
window.reader = Object.assign(engine, both);
window.isReady = true;
