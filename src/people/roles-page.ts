import { type Standing, permissions, whoMay } from './permissions.ts';

const columns: readonly Standing[] = [
  'agent',
  'lead',
  'manager',
  'director',
  'raiser',
  'owner',
  'keeper',
  'requester',
  'mediator',
  'party',
  'admin',
  'installer',
  'anyone',
];

/** docs/roles.md: the table of permissions for people, in Markdown. */
export function rolesPage(): string {
  const rows = Object.entries(permissions).map(([action, rule]) => {
    const never: readonly Standing[] = 'never' in rule ? rule.never : [];
    const cells = columns.map((standing) => cell(rule.may, never, standing));
    return `| \`${action}\` | ${capitalised(rule.can)} | ${cells.join(' | ')} |`;
  });
  return [
    '# Who may do what',
    '',
    'This page is made from `src/people/permissions.ts`; a test fails when they differ. Whatever is not granted here is refused.',
    '',
    `| action | in words | ${columns.join(' | ')} |`,
    `|---|---|${columns.map(() => ':-:|').join('')}`,
    ...rows,
    '',
    '✓ may · ✗ may not, whatever else they are · empty: this alone does not allow it.',
    '',
    '- *agent, lead, manager, director*: the role in the team that the case belongs to. A role in another team gives no right here.',
    `- *raiser*: ${whoMay(['raiser'])}. *owner*: ${whoMay(['owner'])}. *keeper*: whoever answers for a policy, or for a question that none answers. *requester*: ${whoMay(['requester'])} (an approval). *admin*: an admin or owner of the Slack workspace.`,
    `- *installer*: ${whoMay(['installer'])}. *anyone*: ${whoMay(['anyone'])} in the workspace, on a team or not.`,
    `- *mediator, party*: ${whoMay(['mediator'])} and ${whoMay(['party'])}, of a private case, in which no role counts and no admin; of a swap, *party* is whose shift it moves. A mediator leads, manages or directs some team.`,
    '- Guests, people from other workspaces (Slack Connect), bots and deactivated people may do nothing.',
    '- Rights are read anew for every request: whoever loses a role loses what it allowed at once.',
    '',
  ].join('\n');
}

function cell(allowed: readonly Standing[], never: readonly Standing[], standing: Standing): string {
  if (never.includes(standing)) return '✗';
  return allowed.includes(standing) ? '✓' : ' ';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
