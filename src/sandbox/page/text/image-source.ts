/** Where an image of a block is found. The workspace finds a file by its id, whatever name follows. */
export function imageSource(image: { image_url: string } | { slack_file: { url: string } | { id: string } }): string {
  if ('image_url' in image) return image.image_url;
  return 'url' in image.slack_file ? image.slack_file.url : `/files/${encodeURIComponent(image.slack_file.id)}/image`;
}
