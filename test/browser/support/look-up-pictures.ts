/** Pictures of a look-up: the answer to a command, what was shared, and a policy as it is read. */
import type { Studio } from './pressure-pictures.ts';

export async function takeLookUps({ open, picture }: Studio): Promise<void> {
  const ana = await open('U0ANA');
  await ana.page.setViewportSize({ width: 1180, height: 980 });
  await ana.goTo('care');
  await ana.say('/policy do you sell gift wrapping for weddings');
  await ana.message('gift wrapping').waitFor();
  await picture(ana, 'look-up-not-sure', ana.message('gift wrapping'));
  await ana.say('/policy my lamp arrived broken');
  const answer = ana.message('my lamp arrived broken');
  await answer.waitFor();
  await picture(ana, 'look-up', answer);
  await answer
    .locator('button', { hasText: /^Share here$/ })
    .first()
    .click();
  await ana.message('Ana shares').waitFor();
  await picture(ana, 'look-up-shared', ana.message('Ana shares'));
  await ana.messageShortcut('Find policy', 'left-hand armrests');
  await ana.modal.getByText('What does the customer say or ask?').waitFor();
  await picture(ana, 'look-up-window', ana.modal);
  await ana.leaveForms();
}
