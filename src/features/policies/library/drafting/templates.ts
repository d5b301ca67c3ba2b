/** Where a new policy begins: headings that make people say what is asked most. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly markdown: string;
}

const RETURNS = `Customers may … within … days after delivery.

## Who decides what

| Amount | Who may say yes |
|---|---|
| up to 50 € | agent |
| up to 200 € | lead |
| above | manager |

## What the customer needs

- The order number
- …

## How long it takes

We … within … working days.

## What is left out

- …

## What to say

> "…"
`;

const EXCEPTION = `Usually … (link the rule). This says when we depart from it.

## When an exception is right

- …

## When it is not

- …

## Who decides

An agent asks a lead by \`/escalate\`. Above … € a manager decides.

## What to note in the case

- Why
- What was promised, and by when

## What to say

> "…"
`;

const HOW_TO = `What this is for, in one sentence.

## Before you begin

- …

## Steps

1. …
2. …
3. …

## If it does not work

- …: do …

## Who can help

…
`;

const CONTACT = `Whom to reach for …, and when.

## First

| What | Whom | How | When |
|---|---|---|---|
| … | … | … | Mon–Fri 09:00–17:00 |

## If nobody answers

After … minutes: …

## What they need to know

- Order or customer number
- What happened, when
- What the customer was told

## Never

- …
`;

export const BLANK = 'blank';

export const templates: readonly Template[] = [
  { id: BLANK, name: 'An empty page', markdown: '' },
  { id: 'return', name: 'A return or refund rule', markdown: RETURNS },
  { id: 'exception', name: 'An exception to a rule', markdown: EXCEPTION },
  { id: 'how-to', name: 'A how-to', markdown: HOW_TO },
  { id: 'contact', name: 'Contacts and escalation', markdown: CONTACT },
];

export function templateOf(id: string | undefined): Template | undefined {
  return templates.find((template) => template.id === id);
}
