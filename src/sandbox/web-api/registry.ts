import type { Method } from './method.ts';
import { apiTest, authTest, teamInfo, usersConversations, usersInfo, usersList } from './methods/about.ts';
import { appsConnectionsOpen } from './methods/apps.ts';
import { chatDelete, chatGetPermalink, chatUpdate } from './methods/chat-change.ts';
import { chatPostEphemeral, chatPostMessage } from './methods/chat-post.ts';
import {
  conversationsInfo,
  conversationsInvite,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
} from './methods/conversations.ts';
import { filesCompleteUpload, filesGetUploadUrl, filesInfo } from './methods/files.ts';
import { conversationsHistory, conversationsReplies } from './methods/history.ts';
import { reactionsAdd, reactionsGet, reactionsRemove } from './methods/reactions.ts';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './methods/views.ts';

/** Every Web API method the stand-in knows; any other name is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    apiTest,
    appsConnectionsOpen,
    authTest,
    chatDelete,
    chatGetPermalink,
    chatPostEphemeral,
    chatPostMessage,
    chatUpdate,
    conversationsHistory,
    conversationsInfo,
    conversationsInvite,
    conversationsJoin,
    conversationsList,
    conversationsMembers,
    conversationsOpen,
    conversationsReplies,
    filesCompleteUpload,
    filesGetUploadUrl,
    filesInfo,
    reactionsAdd,
    reactionsGet,
    reactionsRemove,
    teamInfo,
    usersConversations,
    usersInfo,
    usersList,
    viewsOpen,
    viewsPublish,
    viewsPush,
    viewsUpdate,
  ].map((method) => [method.name, method]),
);
