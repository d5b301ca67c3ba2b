import { expect, test } from 'vitest';
import { imageSource } from './image-source.ts';

test.each([
  [{ image_url: 'https://example.com/a.png' }, 'https://example.com/a.png'],
  [{ slack_file: { url: '/files/F1/a.png' } }, '/files/F1/a.png'],
  [{ slack_file: { id: 'F1' } }, '/files/F1/image'],
])('the image %j is found at %s', (image, source) => {
  expect(imageSource(image)).toBe(source);
});
