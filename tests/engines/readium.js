// Readium's navigator for the web behind the common face; it takes a book unpacked, with a manifest.
import { EpubNavigator, EpubPreferences } from "../npm/@readium/navigator/dist/index.js";
import { HttpFetcher, Link, Locator, Manifest, Publication } from "../npm/@readium/shared/dist/index.js";
import { THEMES, area, flat, lost, settled } from "./common.js";
import { measure } from "./measure.js";

const HEARD = ["frameLoaded", "positionChanged", "tap", "click", "zoom", "miscPointer", "scroll", "customEvent", "handleLocator", "textSelected"];
const listeners = Object.fromEntries(HEARD.map((name) => [name, () => false]));

export const engine = {
  theme: THEMES.light,
  async open(url, { scale }) {
    const base = url.replace("/books/", "/unpacked/"), told = await (await fetch(`${base}/manifest.json`)).json();
    const manifest = Manifest.deserialize(told);
    manifest.setSelfLink(`${base}/manifest.json`);
    this.book = new Publication({ manifest, fetcher: new HttpFetcher(undefined, `${base}/`) });
    const places = told.readingOrder.map((each, at) => Locator.deserialize({ ...each, locations: { position: at + 1, progression: 0 } }));
    const preferences = { fontSize: scale / 100, ...this.colours() };
    this.navigator = new EpubNavigator(area, this.book, listeners, places, undefined, { preferences, defaults: {} });
    await this.navigator.load();
    return { chapters: told.readingOrder.map((each) => each.href), contents: flat(told.toc, "children").map((entry) => entry.href) };
  },
  colours() {
    const { color, background } = this.theme;
    return { backgroundColor: background, textColor: color, linkColor: color };
  },
  async dress() {
    await this.navigator.submitPreferences(new EpubPreferences(this.colours()));
    await this.dressed();
  },
  /** Wait until the frame has the colours: they are sent to it as a message. */
  async dressed() {
    for (let turn = 0; turn < 60 && getComputedStyle(this.frame().document.body).color !== this.theme.color; turn += 1) await settled();
  },
  go(href) { return new Promise((done) => { this.navigator.go(new Link({ href }).locator, false, done); }); },
  async show(index) {
    await this.go(this.book.readingOrder.items[index].href);
    await settled();
    await this.dressed();
    return { ...this.look(), lost: lost(this.frame().document, (href) => this.book.readingOrder.findWithHref(`EPUB/${href}`)) };
  },
  frame() { return this.navigator._cframes[0].window; },
  look() {
    const { document, innerWidth, innerHeight } = this.frame();
    const pages = Math.round(document.scrollingElement.scrollWidth / innerWidth);
    return measure(document, { axis: "x", size: innerWidth, extent: innerHeight, pages, theme: this.theme });
  },
  chapter() { return this.navigator.currentLocator.href; },
  spot() { return Math.round(Math.abs(this.frame().document.scrollingElement.scrollLeft) / this.frame().innerWidth); },
  next() { return new Promise((done) => { this.navigator.goForward(false, done); }); },
  async visit(href) {
    const landed = await this.go(href), fragment = href.split("#")[1];
    await settled();
    return { chapter: this.chapter(), isFound: landed && (!fragment || Boolean(this.frame().document.getElementById(fragment))) };
  },
};
