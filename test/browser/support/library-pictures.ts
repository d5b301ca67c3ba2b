/** Pictures of policies as those see them who write them: the list, a page, the form, files that are brought here. */
import { samplePolicies } from '../../../src/sandbox/sample/policies.ts';
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

/** The whole of a long form is in sight here. */
const TALL = { width: 1180, height: 1240 };
const NEW = `# Click and collect

Whoever has ordered to a shop has 10 days to fetch it. After that we send it back and refund it.

## Somebody else comes

They need the order number and the name on it. Nobody asks for a passport.
`;

export async function takeLibrary({ open, picture }: Studio): Promise<void> {
  const maya = await open('U0MAYA');
  await maya.page.setViewportSize(TALL);
  await maya.goTo('care');
  await maya.say('/policy list');
  await maya.sees('Late delivery', { in: maya.modal });
  await picture(maya, 'policy-list', maya.modal);
  await maya.modal.getByRole('button', { name: 'Open Late delivery' }).click();
  await maya.modal.getByRole('button', { name: 'Edit' }).waitFor();
  await picture(maya, 'policy-page', maya.modal);
  await maya.leaveForms();
  await maya.say('/policy new Click and collect');
  await maya.fill('What it says', NEW.slice(NEW.indexOf('Whoever')));
  await picture(maya, 'policy-form', maya.modal);
  await maya.leaveForms();
  await giveFiles({ picture }, maya);
}

/** Two files in a message: one is new, the other changes what is here. */
async function giveFiles({ picture }: Pick<Studio, 'picture'>, maya: PersonWindow): Promise<void> {
  await maya.page.setViewportSize({ width: 1180, height: 780 });
  await maya.goTo('Floorwalker', 'Messages');
  const files = { 'click-and-collect.md': NEW, 'late-delivery.md': lateDelivery() };
  await maya.page
    .getByLabel('Files to attach')
    .setInputFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) })),
    );
  await maya.page.getByRole('textbox', { name: 'Message Floorwalker' }).fill('The new rules for December');
  await picture(maya, 'attach', maya.page.locator('.composer'));
  await maya.page.keyboard.press('Enter');
  const preview = maya.message('New policy: Click and collect');
  await preview.waitFor();
  await picture(maya, 'policy-import', preview);
  await preview.locator('button', { hasText: 'Look at changes' }).click();
  await maya.modal.getByText('What would change').waitFor();
  await maya.modal.getByRole('button', { name: 'Next' }).click();
  await maya.sees('4 working days', { in: maya.modal });
  await picture(maya, 'policy-import-changes', maya.modal);
  await maya.leaveForms();
  await preview.locator('button', { hasText: 'Leave it' }).click();
  await maya.sees('Left as it was');
}

function lateDelivery(): string {
  const policy = samplePolicies().find(({ title }) => title === 'Late delivery');
  const text = (policy?.text ?? []).join('\n\n');
  return `---\ntitle: Late delivery\n---\n\n${text.replace('for 3 working days', 'for 4 working days')}\n`;
}
