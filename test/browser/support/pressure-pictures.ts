/** Pictures of a case under pressure: clocks, chain, promise, approval, hand-over, a private one, and the forms that set them up. */
import type { Locator } from 'playwright-core';
import { passMinutes } from './clock.ts';
import type { PersonWindow } from './person-window.ts';

/** The whole of a long form is in sight here. */
const TALL = { width: 1180, height: 1240 };

export interface Studio {
  readonly url: string;
  readonly open: (person: string) => Promise<PersonWindow>;
  readonly picture: (window: PersonWindow, name: string, part?: Locator) => Promise<void>;
}

export async function takePressure(studio: Studio): Promise<void> {
  const [ana, leo, maya] = [await studio.open('U0ANA'), await studio.open('U0LEO'), await studio.open('U0MAYA')];
  for (const window of [leo, maya]) await window.page.setViewportSize(TALL);
  await raise(ana);
  await waitForLead(studio, leo);
  await promise(studio, leo);
  await needApproval(studio, leo, maya);
  await handOver(studio, leo, maya);
  await raisePrivately(studio, ana);
  await settings(studio, maya);
}

async function raise(ana: PersonWindow): Promise<void> {
  await ana.goTo('care');
  await ana.say('/escalate refund 480');
  await ana.modal.waitFor();
  await ana.fill('Summary', 'The oven broke twice within a month, she wants all of it back');
  await ana.fill('Amount', '480');
  await ana.choose('Urgency', 'High');
  await ana.fill('Customer', 'Edda Blum');
  await ana.submit();
}

/** Nobody claims it for a while: the card says who was asked, and what runs until when. */
async function waitForLead({ url, picture }: Studio, leo: PersonWindow): Promise<void> {
  await leo.goTo('care-escalations');
  await leo.message('oven').waitFor();
  await passMinutes(url, 6);
  await leo.message('oven').getByText(/asked/i).first().waitFor();
  await picture(leo, 'clock-card', leo.message('oven'));
  await leo.press('Claim', 'oven');
  await leo.sees('claimed it', { on: 'oven' });
}

async function promise({ picture }: Studio, leo: PersonWindow): Promise<void> {
  await leo.press('Promise', 'oven');
  await leo.sees('You will hear from us', { in: leo.modal });
  await picture(leo, 'promise', leo.modal);
  await leo.submit();
  await leo.sees('To hear from us', { on: 'oven' });
}

async function needApproval({ picture }: Studio, leo: PersonWindow, maya: PersonWindow): Promise<void> {
  await leo.press('Resolve', 'oven');
  await leo.choose('Decision', 'Granted');
  await leo.fill('What should Ana tell the customer?', 'You get 480 € back. We collect the oven on Thursday.');
  await leo.fill('What was said to put it right?', 'We are sorry; all of it back.');
  await leo.fill('What was the outcome?', 'Refunded in full.');
  await leo.submit();
  await maya.goTo('Floorwalker', 'Messages');
  await maya.message('To approve').waitFor();
  await picture(maya, 'approval', maya.message('To approve'));
}

async function handOver({ picture }: Studio, leo: PersonWindow, maya: PersonWindow): Promise<void> {
  await leo.say('/handover');
  await leo.modal.waitFor();
  // Whom it suggests depends on who has how much to do by then.
  await leo.choose('Who takes', 'Maya');
  await picture(leo, 'hand-over-form', leo.modal);
  await leo.submit();
  await maya.message('hands over').waitFor();
  await picture(maya, 'hand-over', maya.message('hands over'));
}

async function raisePrivately({ picture }: Studio, ana: PersonWindow): Promise<void> {
  await ana.page.setViewportSize(TALL);
  await ana.goTo('care');
  await ana.say('/escalate private I was shouted at before the whole team');
  await ana.modal.waitFor();
  await ana.choose('Who should mediate?', 'Maya');
  await ana.modal.getByText(/Only you, .*Maya.* and whoever you add can see this/).waitFor();
  await picture(ana, 'private-case', ana.modal);
  await ana.leaveForms();
}

async function settings({ picture }: Studio, maya: PersonWindow): Promise<void> {
  await maya.goTo('general');
  await maya.say('/floorwalker');
  await maya.page.getByRole('button', { name: 'Settings' }).last().click();
  for (const form of ['Targets', 'Chain', 'Calendar', 'Authority'] as const) {
    await maya.modal.getByRole('button', { name: new RegExp(`^Change ${form} `) }).click();
    await maya.modal.getByRole('heading', { name: form, exact: true }).waitFor();
    if (form === 'Calendar') await fillCalendar(maya);
    await picture(maya, form.toLowerCase(), maya.modal);
    await maya.page.keyboard.press('Escape');
    const discard = maya.page.getByRole('button', { name: 'Discard' });
    if (await discard.isVisible()) await discard.click();
  }
  await maya.leaveForms();
}

async function fillCalendar(maya: PersonWindow): Promise<void> {
  await maya.choose('Public holidays of', 'Berlin');
  await maya.sees(/Christmas Day/, { in: maya.modal });
  await maya.fill('Own days, a line each', '2026-12-31 closed Stocktaking\n2026-12-24 09:00-12:00');
  await maya.modal.getByRole('button', { name: 'Show what this gives' }).click();
  await maya.sees('Understood:', { in: maya.modal });
}
