/** The answer page's style sheet, and the content security policy that allows it and nothing else. */
import { createHash } from 'node:crypto';
import { PALETTE, TONES } from '../../sheet-templates/palette.ts';

const { ink, text, quiet, rule, white } = PALETTE;

/** In the dark the same meanings, as in the mails (core/mail/digest.mjml). */
const DARK = `--ground:#14181d;--field:#1c2229;--soft:#242c35;--ink:#a9c7dd;--text:#e6eaef;--quiet:#a3adba;--rule:#343d48;--line:#76818f;--on:#10161c;--late:#f79a90;--soon:#f3b26b;--ahead:#8fbcf5;--fine:#9fd3c0`;

/** Sizes are in rem and lines wrap anywhere, so that 320 px and twofold zoom need no sideways scrolling. */
export const STYLE = [
  `:root{color-scheme:light dark;--ground:${white};--field:${white};--soft:#f2f5f8;--ink:${ink};--text:${text};--quiet:${quiet};--rule:${rule};--line:#7a8699;--on:${white};--late:${TONES.late.text};--soon:${TONES.soon.text};--ahead:${TONES.ahead.text};--fine:#2f6b57}`,
  `@media(prefers-color-scheme:dark){:root{${DARK}}}`,
  '*{box-sizing:border-box}',
  'html{-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  "body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.55 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;overflow-wrap:anywhere}",
  // In Chinese, quotation marks and dashes come from the Chinese font.
  ":lang(zh){font-family:-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Segoe UI',Roboto,sans-serif}",
  'main{max-width:27.5rem;margin:0 auto;padding:1rem 1.25rem 1.25rem}',
  'h1,h2,p,ul,dl,dd,fieldset{margin:0;padding:0}',
  '.brand{font-size:.8125rem;font-weight:700;letter-spacing:.06em;color:var(--ink)}',
  'h1{margin-top:.625rem;font-size:1.375rem;line-height:1.35}',
  'h2{font-size:.9375rem;line-height:1.5}',
  '.place,.notes,.help,.quiet{color:var(--quiet)}',
  '.place,.box,.lines,.changes{font-size:.875rem}',
  '.notes,.help{font-size:.8125rem}',
  '.late{color:var(--late)}.soon{color:var(--soon)}.ahead{color:var(--ahead)}.fine{color:var(--fine)}',
  '.lines{margin-top:.875rem;list-style:none}',
  'li+li,.box p{margin-top:.1875rem}',
  '.box{margin-top:1rem;padding:.75rem .875rem;border-radius:.375rem;background:var(--soft)}',
  '.part+.part{margin-top:.75rem}',
  '.said{border-left:.25rem solid currentColor}.said>*{color:var(--text)}.said h2{color:inherit}',
  '.text{white-space:pre-line}',
  '.fold{margin-top:1rem;border:1px solid var(--rule);border-radius:.375rem}.fold>:not(summary){margin-inline:.875rem}.fold>:last-child{margin-bottom:.875rem}',
  '.fold>.tick{margin-top:0!important}.fold+.fold{margin-top:.5rem}.fold .go{margin-top:.5rem}',
  '.fold>summary{padding:.625rem .875rem;font-weight:600;color:var(--ink);cursor:pointer}.fold>summary+.field{margin-top:.25rem}',
  '.box>.fold{margin:.625rem -.875rem -.75rem;border-width:1px 0 0;border-radius:0}.box>.fold:first-child{margin-top:-.75rem;border:0}',
  'input[type=file]{padding:.625rem 0;border:0;background:none}',
  '.changes{margin-top:1.25rem}.changes dt{color:var(--quiet)}.changes dd{margin-bottom:.625rem}',
  'ins{text-decoration:none;font-weight:600}del{color:var(--quiet)}',
  '.half{display:inline-block;width:calc(50% - .5rem);vertical-align:bottom}.half+.half{margin-inline-start:1rem}',
  '.field{margin-top:.875rem;border:0;min-width:0}',
  '.field>label:not(.pick),legend{display:block;padding:0;font-weight:600}',
  '.may{font-weight:400;color:var(--quiet)}',
  '.help+input,.help+select,.help+textarea,.help+.percent{margin-top:.375rem}',
  'input,select,textarea,button{font:inherit;color:inherit}',
  'input:not([type=radio],[type=checkbox]),select,textarea{display:block;width:100%;min-width:0;min-height:2.75rem;margin-top:.25rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.375rem;background:var(--field)}',
  'textarea{min-height:4.5rem;resize:vertical}',
  '.percent{display:flex;align-items:center;gap:.5rem;margin-top:.375rem}.percent input{width:6rem!important;margin:0!important}',
  '.pick{display:flex;align-items:center;gap:.625rem;min-height:2.75rem}',
  '.flag legend{float:inline-start;width:58%;line-height:2.75rem}.flag.field{margin-top:.25rem}.flag+:not(.flag){clear:both}',
  '.row .pick{display:inline-flex;margin-inline-end:1.25rem}',
  '.pick input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--ink)}',
  '[aria-invalid=true]{border-color:var(--late)!important;border-width:2px!important}',
  '.wrong{margin-top:.25rem;font-size:.875rem;font-weight:600;color:var(--late)}',
  '.go{display:block;width:100%;min-height:3rem;margin-top:1rem;padding:.6875rem;border:1px solid var(--ink);border-radius:.375rem;background:var(--ink);color:var(--on);font-weight:600;line-height:1.5;text-align:center;text-decoration:none;cursor:pointer}',
  '.go+.go{margin-top:.75rem}.others .fold .go{margin-bottom:.5rem}',
  '.plain{background:var(--ground);color:var(--ink)}',
  '.others .go{border-color:var(--rule);font-weight:400}',
  '.choice{margin-top:1.5rem}',
  '.others{margin-top:1rem}',
  '.back{display:block;margin-top:.5rem;padding:.75rem;text-align:center;color:var(--ink);text-decoration:none}',
  '.back:hover,.go:hover{text-decoration:underline}',
  ':focus-visible{outline:3px solid var(--ahead);outline-offset:2px}',
  '.notes{margin-top:1rem}',
  '.still{margin-top:1.5rem}.still ul{list-style:none}.still li{padding:.625rem 0;border-top:1px solid var(--rule);font-size:.9375rem}.still h2+ul{margin-top:.375rem}.still li+li{margin:0}',
  '.still a{display:block;color:var(--ink);font-weight:600;text-decoration:none}.still a:hover{text-decoration:underline}.still .quiet{font-size:.875rem}',
  '@media(forced-colors:active){.go{border-width:2px}}',
].join('');

/** A page may show its style and nothing else: no script, no picture, nothing from elsewhere, in no frame. */
export const policyFor = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const CONTENT_POLICY = policyFor(STYLE);
