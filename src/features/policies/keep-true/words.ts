import type { PolicyWord } from '../part.ts';
import { duePage } from './reviews/due-page.ts';
import { dueWindow } from './reviews/due-window.ts';
import { newsPage } from './news/news-page.ts';
import { newsWindow } from './news/news-window.ts';

/** `/policy due` and `/policy news` */
export const keepTrueWords: readonly PolicyWord[] = [
  {
    words: ['due', 'reviews'],
    run: async (ctx, _rest, _command, views) => views.open(dueWindow(await duePage(ctx, 0))),
  },
  {
    words: ['news'],
    run: async (ctx, _rest, _command, views) => views.open(newsWindow(await newsPage(ctx, 'mine::0'))),
  },
];
