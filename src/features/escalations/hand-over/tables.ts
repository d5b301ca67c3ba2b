import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { teams } from '../../../people/tables.ts';
import { cases } from '../tables.ts';

/**
 * proposed: the giver decides until their span ends; offered: heirs were asked; asked: whoever may decide was asked as a
 * group; done: nothing of it waits any more.
 */
export type HandOverStage = 'proposed' | 'offered' | 'asked' | 'done';

/** One giving away of what somebody has open in a team: at the end of their working span, or because they said so. */
export const handOvers = pgTable(
  'hand_overs',
  {
    workspaceId: text('workspace_id').notNull(),
    id: uuid().notNull().defaultRandom(),
    teamId: uuid('team_id').notNull(),
    giver: text().notNull(),
    stage: text().$type<HandOverStage>().notNull(),
    /** The end of the working span it belongs to; one hand-over each. Null where the giver asked for it. */
    spanEnd: timestamp('span_end', { withTimezone: true }),
    /** The submission that started it, where there was one. */
    requestId: text('request_id'),
    /** When the group was asked; null if it never came to that. */
    askedAt: timestamp('asked_at', { withTimezone: true }),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    /** When the stage ends if nobody says anything. */
    stageEnds: timestamp('stage_ends', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('hand_overs_span')
      .on(table.workspaceId, table.teamId, table.giver, table.spanEnd)
      .where(sql`span_end is not null`),
    uniqueIndex('hand_overs_request')
      .on(table.workspaceId, table.requestId)
      .where(sql`request_id is not null`),
    index('hand_overs_giver').on(table.workspaceId, table.giver, table.stage),
    foreignKey({ columns: [table.workspaceId, table.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type HandOver = typeof handOvers.$inferSelect;

/** kept: the giver goes on with it; returned: nobody took it, it is open again; elsewhere: it went another way meanwhile. */
export type HandedState = 'waiting' | 'accepted' | 'kept' | 'returned' | 'elsewhere';

/** A case of a hand-over. */
export const handOverCases = pgTable(
  'hand_over_cases',
  {
    workspaceId: text('workspace_id').notNull(),
    handOverId: uuid('hand_over_id').notNull(),
    caseId: uuid('case_id').notNull(),
    state: text().$type<HandedState>().notNull().default('waiting'),
    /** Whom it is proposed or offered to; null where there is nobody. */
    heir: text(),
    /** What the next one must know. */
    note: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.handOverId, table.caseId] }),
    index('hand_over_cases_case').on(table.workspaceId, table.caseId),
    foreignKey({
      columns: [table.workspaceId, table.handOverId],
      foreignColumns: [handOvers.workspaceId, handOvers.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [table.workspaceId, table.caseId], foreignColumns: [cases.workspaceId, cases.id] }).onDelete(
      'cascade',
    ),
  ],
);
export type HandOverCase = typeof handOverCases.$inferSelect;

/** silent: the time passed without a word. */
export type OfferState = 'waiting' | 'accepted' | 'declined' | 'silent' | 'elsewhere';

/** An offer of a case to one person, who is offered it once. */
export const handOverOffers = pgTable(
  'hand_over_offers',
  {
    workspaceId: text('workspace_id').notNull(),
    handOverId: uuid('hand_over_id').notNull(),
    caseId: uuid('case_id').notNull(),
    heir: text().notNull(),
    /** What was offered to them in one message. */
    batch: uuid().notNull(),
    state: text().$type<OfferState>().notNull().default('waiting'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.handOverId, table.caseId, table.heir] }),
    index('hand_over_offers_batch').on(table.workspaceId, table.batch),
    foreignKey({
      columns: [table.workspaceId, table.handOverId, table.caseId],
      foreignColumns: [handOverCases.workspaceId, handOverCases.handOverId, handOverCases.caseId],
    }).onDelete('cascade'),
  ],
);
export type HandOverOffer = typeof handOverOffers.$inferSelect;
