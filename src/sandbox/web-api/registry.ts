import type { Method } from './method.ts';
import * as about from './methods/about.ts';
import * as apps from './methods/apps.ts';
import * as bookmarks from './methods/bookmarks.ts';
import * as chatChange from './methods/chat-change.ts';
import * as chatPost from './methods/chat-post.ts';
import * as chatSchedule from './methods/chat-schedule.ts';
import * as chatUnfurl from './methods/chat-unfurl.ts';
import * as conversations from './methods/conversations.ts';
import * as conversationsChange from './methods/conversations-change.ts';
import * as conversationsMembers from './methods/conversations-members.ts';
import * as files from './methods/files.ts';
import * as history from './methods/history.ts';
import * as pins from './methods/pins.ts';
import * as reactions from './methods/reactions.ts';
import * as userGroups from './methods/user-groups.ts';
import * as users from './methods/users.ts';
import * as views from './methods/views.ts';

/** Whatever a file of `methods/` exports is a method; anything else there does not compile. */
const families: readonly Readonly<Record<string, Method>>[] = [
  about,
  apps,
  bookmarks,
  chatChange,
  chatPost,
  chatSchedule,
  chatUnfurl,
  conversations,
  conversationsChange,
  conversationsMembers,
  files,
  history,
  pins,
  reactions,
  userGroups,
  users,
  views,
];

/** Every Web API method the stand-in knows; any other name is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  families.flatMap((family) => Object.values(family)).map((method) => [method.name, method]),
);
