import { ScriptException } from '../errors.ts';
import { SELF, Service } from '../strict.ts';

export interface PageState {
  content: string;
  title: string;
  width: number | null;
  height: number | null;
  readonly metaTags: Record<string, string>;
}

const META_TAGS: ReadonlySet<string> = new Set([
  'viewport',
  'apple-mobile-web-app-capable',
  'mobile-web-app-capable',
  'google-site-verification',
]);

const page = (content: string): PageState => ({ content, title: '', width: null, height: null, metaTags: {} });

export const HtmlOutput: Service<PageState> = new Service<PageState>('HtmlOutput', {
  getContent: ['', (self) => self.content],
  setContent: [
    'string',
    (self, _run, content: string) => {
      self.content = content;
      return SELF;
    },
  ],
  append: [
    'string',
    (self, _run, more: string) => {
      self.content += more;
      return SELF;
    },
  ],
  getTitle: ['', (self) => self.title],
  setTitle: [
    'string',
    (self, _run, title: string) => {
      self.title = title;
      return SELF;
    },
  ],
  getWidth: ['', (self) => self.width],
  setWidth: [
    'int?',
    (self, _run, width: number | null) => {
      self.width = width;
      return SELF;
    },
  ],
  addMetaTag: [
    'string string',
    (self, _run, name: string, content: string) => {
      // Others are refused (reference: HtmlOutput.addMetaTag).
      if (!META_TAGS.has(name)) throw new ScriptException(`The meta tag you specified is not allowed in this context.`);
      self.metaTags[name] = content;
      return SELF;
    },
  ],
  getHeight: ['', (self) => self.height],
  setHeight: [
    'int?',
    (self, _run, height: number | null) => {
      self.height = height;
      return SELF;
    },
  ],
});

/** Source: reference, class HtmlService. Templates are not simulated. */
export const HtmlService: Service<undefined> = new Service<undefined>('HtmlService', {
  createHtmlOutput: ['| string', (_self, run, content = '') => HtmlOutput.of(run, page(content))],
  createHtmlOutputFromFile: [
    'string',
    (_self, run, name: string) => {
      const content = run.world.pages.get(name) ?? run.world.pages.get(`${name}.html`);
      if (content === undefined) throw new ScriptException(`No HTML file named ${name} was found.`);
      return HtmlOutput.of(run, page(content));
    },
  ],
});
