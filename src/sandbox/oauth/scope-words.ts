/** Bot scopes in the words of a person who is asked for them. A scope that is not here does not exist. */
const WORDS: Readonly<Record<string, string>> = {
  'app_mentions:read': 'Read messages that mention it',
  'bookmarks:read': 'See bookmarks of channels',
  'bookmarks:write': 'Add and change bookmarks of channels',
  'channels:history': 'Read messages in public channels it is in',
  'channels:join': 'Join public channels',
  'channels:manage': 'Create and change public channels it is in',
  'channels:read': 'See public channels and who is in them',
  'chat:write': 'Post messages as itself',
  'chat:write.customize': 'Post messages under another name and picture',
  'chat:write.public': 'Post messages in public channels it is not in',
  commands: 'Add shortcuts and slash commands that people can use',
  'dnd:read': 'See when people do not want to be disturbed',
  'emoji:read': 'See the custom emoji',
  'files:read': 'See files in conversations it is in',
  'files:write': 'Upload files as itself',
  'groups:history': 'Read messages in private channels it is in',
  'groups:read': 'See private channels it is in',
  'groups:write': 'Create and change private channels it is in',
  'im:history': 'Read its direct messages',
  'im:read': 'See who it has direct messages with',
  'im:write': 'Start direct messages with people',
  'metadata.message:read': 'Read the metadata of messages',
  'mpim:history': 'Read group messages it is in',
  'mpim:read': 'See group messages it is in',
  'mpim:write': 'Start group messages with people',
  'pins:read': 'See what is pinned in conversations it is in',
  'pins:write': 'Pin messages and take them off again',
  'reactions:read': 'See reactions to messages it can read',
  'reactions:write': 'Add reactions and take them back',
  'team:read': 'See the name and address of the workspace',
  'usergroups:read': 'See user groups',
  'usergroups:write': 'Create and change user groups',
  'users:read': 'See the people of the workspace',
  'users:read.email': 'See their e-mail addresses',
};

/** What a scope allows, or undefined if there is no such scope. */
export function inWords(scope: string): string | undefined {
  return Object.hasOwn(WORDS, scope) ? WORDS[scope] : undefined;
}
