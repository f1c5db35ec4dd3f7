/** In what capacity somebody is told: by their RACI letter, or by their office. */

import type { Item } from '../item.ts';
import { MAIL_ROLES, type Role } from '../messages/mail-messages.ts';
import type { Notice } from '../plan.ts';
import type { Matter } from '../process/matter.ts';
import { ruleOf } from '../rules/index.ts';
import type { Person } from '../snapshot.ts';
import { decidedTask } from './decided.ts';
import { isAddressed, isMe, listFact, type Reader, textFact } from './reader.ts';

/** Why somebody gets these notices: their letters in the items, their offices otherwise, in a fixed order. */
export const rolesOf = (reader: Reader, notices: readonly Notice[]): readonly Role[] => {
  const roles = new Set(
    notices.flatMap((notice) => rolesIn(reader, notice).map((role) => withoutCover(reader, notice, role))),
  );
  return MAIL_ROLES.filter((role) => roles.has(role));
};

/** Whoever covers for nobody is no delegate: a finding is theirs because they filled in the row, all else because it concerns them. */
const withoutCover = ({ covers }: Reader, notice: Notice, role: Role): Role => {
  if (role !== 'delegate' || covers) return role;
  return ruleOf(notice).section === 'mend' ? 'writer' : 'involved';
};

const rolesIn = (reader: Reader, notice: Notice): readonly Role[] => {
  const { keeper, projectLead, executive } = reader.policy;
  const { section, inOffice } = ruleOf(notice);
  // Without a head, a department's list goes to the keeper, with a copy to nobody.
  if (section === 'update' && isAddressed(reader, notice) && !(isMe(reader, keeper) && notice.cc.length === 0))
    return ['department-head'];
  // Somebody else's week comes to whoever covers for them.
  if (section === 'overview')
    return notice.item === reader.me.name ? (listFact(notice, 'offices') as readonly Role[]) : ['delegate'];
  if (section === 'assigned' && !reader.items.has(notice.item)) return lettersListed(reader, notice);
  const decided = decidedTask(reader, notice);
  if (decided) return lettersOf(reader, decided);
  const matter = reader.matters.get(notice.item);
  if (matter) return rolesInMatter(reader, matter, notice);
  const item = reader.items.get(notice.item);
  const roles = item ? lettersOf(reader, item) : [];
  if (inOffice) {
    if (item && isMe(reader, item.divisionLeader)) roles.push('division-leader');
    if (isMe(reader, executive)) roles.push('executive');
    if (isMe(reader, projectLead)) roles.push('project-lead');
  }
  if (roles.length > 0) return roles;
  if (section === 'know' && isMe(reader, projectLead)) return ['project-lead'];
  // Without a letter, a person is the keeper, stands in for one, or covers for somebody who has a letter.
  if (isMe(reader, keeper)) return ['keeper'];
  return [section === 'mend' && isMe(reader, projectLead) ? 'project-lead' : 'delegate'];
};

/** The letters in a list of all that is somebody's. */
const lettersListed = (reader: Reader, notice: Notice): readonly Role[] =>
  textFact(notice, 'who') === reader.me.name
    ? listFact(notice, 'items').map((one) => one.slice(one.indexOf('|') + 1) as Role)
    : ['delegate'];

/** The one it waits for, somebody above who was asked to help, or somebody it concerns. */
const rolesInMatter = (reader: Reader, matter: Matter, notice: Notice): readonly Role[] => {
  const { executive, projectLead, keeper } = reader.policy;
  const duty = matter.duties.find(({ rule }) => rule === notice.rule);
  if (notice.level > 0) {
    if (notice.level === 2 && isMe(reader, executive)) return ['executive'];
    if (isMe(reader, projectLead)) return ['project-lead'];
    if (!isAddressed(reader, notice)) return ['involved'];
    return duty?.escalatesTo.some((person) => isMe(reader, person)) ? ['division-leader'] : ['delegate'];
  }
  if (!isAddressed(reader, notice)) return [isMe(reader, keeper) ? 'keeper' : 'involved'];
  if (!duty) return [ruleOf(notice).section === 'move' ? 'mover' : 'involved'];
  if (duty.who.some((person) => isMe(reader, person))) return ['mover'];
  // Of the date that people wrote the leaders are reminded, once they were told.
  if (!duty.led.some((person) => isMe(reader, person))) return ['delegate'];
  return [isMe(reader, projectLead) ? 'project-lead' : 'division-leader'];
};

const lettersOf = (reader: Reader, item: Item): Role[] => {
  const among = (people: readonly Person[]) => people.some((person) => isMe(reader, person));
  const roles: Role[] = [];
  if (isMe(reader, item.responsible)) roles.push('responsible');
  if (isMe(reader, item.accountable)) roles.push('accountable');
  if (among(item.supporting)) roles.push('supporting');
  if (among(item.consulted)) roles.push('consulted');
  if (among(item.informed)) roles.push('informed');
  return roles;
};
