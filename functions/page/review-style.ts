/** The style sheet of the page that shows how a sheet is read: the answer page's, wider, with a table that is a list on a phone. */
import { STYLE } from './style.ts';

export const REVIEW_STYLE = [
  STYLE,
  '.review{max-width:75rem}',
  '.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem}.top .where{font-size:.8125rem;color:var(--quiet)}',
  '.review .place{margin-top:.25rem}',
  '.pickers{display:flex;flex-wrap:wrap;align-items:flex-end;gap:.75rem;margin-top:1rem}',
  '.pickers label{font-size:.8125rem;color:var(--quiet)}.pickers .wide{flex:1 1 14rem;max-width:26rem}.pickers .small{flex:0 0 8rem}',
  '.review .pickers .go{flex:0 0 auto;width:auto;min-height:2.75rem;margin:0;padding:.5rem 1.125rem}',
  // The menu's own arrow takes room that a narrow column has not.
  '.review select,.review input:not([type=hidden]){min-height:2.5rem;padding:.375rem .5rem;color:var(--text);font-size:.9375rem}',
  '.cols{display:flex;margin:1rem 0 0;padding:0;overflow-x:auto;list-style:none;border:1px solid var(--rule);border-radius:.375rem}',
  '.col{flex:1 0 9rem;min-width:0;margin:0!important;border-inline-start:1px solid var(--rule)}.col:first-child{border-inline-start:0}',
  '.col.long{flex:2.2 0 15rem}.col.short{flex:.6 0 7rem}',
  '.means{padding:.375rem .5rem .5rem}.review .means select{margin-top:.125rem;padding-inline:.375rem;font-size:.875rem;font-weight:600}',
  '.means small{display:block;font-size:.75rem;line-height:1.4;color:var(--quiet)}',
  '.guess,.means .guess{color:var(--soon)}.review .asked select{border-color:var(--soon)!important;color:var(--soon);font-weight:600}',
  '.review .off .means select{border-color:var(--rule);color:var(--quiet);font-weight:400}.off .cell,.off .head{color:var(--quiet)}',
  '.head,.cell{overflow:hidden;height:2.25rem;padding:0 .625rem;border-top:1px solid var(--rule);font-size:.875rem;line-height:2.25rem;white-space:nowrap;text-overflow:ellipsis}',
  '.top-rows{border-collapse:collapse;font-size:.875rem}.top-rows td,.top-rows th{max-width:16rem;overflow:hidden;padding:.375rem .625rem;border-bottom:1px solid var(--rule);white-space:nowrap;text-overflow:ellipsis}.top-rows th{color:var(--quiet);font-weight:400}',
  '.head{background:var(--soft);font-weight:600}',
  '.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(17.5rem,1fr));gap:1.5rem 2.25rem;margin-top:1.5rem}',
  '.three h2{color:var(--quiet);font-size:.875rem}.three p:not(.pair){margin-top:.5rem;font-size:.875rem}',
  '.pair{display:flex;align-items:center;justify-content:space-between;gap:.75rem;min-height:2.75rem;border-bottom:1px solid var(--rule);font-size:.875rem}',
  '.pair>:first-child{flex:1 1 6rem}.pair>:last-child{flex:0 1 11.5rem}.pair>span:last-child{flex:0 1 auto;text-align:end;color:var(--quiet)}',
  '.review .pair select,.review .pair input{margin:.25rem 0}',
  '.list{margin-top:.75rem}.list label{font-size:.875rem;color:var(--quiet)}.review .list textarea{margin-top:.25rem;font-size:.875rem}.review .list .go{width:auto;min-height:2.5rem;margin:.5rem 0 0;padding:.375rem 1rem}',
  '.more{margin-top:.5rem}.more>summary{min-height:2.5rem;padding:.5rem 0;color:var(--ink);font-size:.875rem;cursor:pointer}',
  '.ends{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}.review .ends .go{flex:0 1 auto;width:auto;min-width:11rem;margin:0;padding-inline:1.5rem}',
  // On a phone a column is a line: what it says on the left, what that means on the right.
  '@media(max-width:44rem){.cols{display:block}.col,.col.long,.col.short{display:grid;grid-template-columns:1fr 10rem;grid-template-rows:auto auto 1fr;border:0;border-top:1px solid var(--rule)}.col:first-child{border:0}.means{grid-column:2;grid-row:1/4;align-self:center}.head,.cell{grid-column:1;height:auto;border:0;background:none;line-height:1.5}.head{padding-top:.5rem}.cell{display:none;color:var(--quiet);font-size:.8125rem}.cell.first{display:block;padding-bottom:.5rem}.three{grid-template-columns:1fr}.review .ends .go{flex:1 0 100%}}',
].join('');
