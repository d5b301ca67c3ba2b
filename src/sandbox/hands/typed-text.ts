import type { PageState } from '../protocol.ts';

/** What the composer sends for typed text: control characters escaped, @name, #channel and @here as Slack stores them. */
export function composeText(names: Pick<PageState, 'people' | 'channels'>, typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const people = new Map(names.people.map((person) => [person.name, person.id]));
  const channels = new Map(names.channels.map((channel) => [channel.name, channel.id]));
  return escaped
    .replaceAll(/(?<![\w@.])@([\w.-]*\w)/g, (whole, name: string) => {
      if (['here', 'channel', 'everyone'].includes(name)) return `<!${name}>`;
      const id = people.get(name.toLowerCase());
      return id ? `<@${id}>` : whole;
    })
    .replaceAll(/(?<![\w&])#([\w-]+)/g, (whole, name: string) => {
      const id = channels.get(name);
      return id ? `<#${id}|${name}>` : whole;
    });
}
