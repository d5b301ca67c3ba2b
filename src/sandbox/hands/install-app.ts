/** How an installation ended, as the person sees it. */
export interface InstallOutcome {
  readonly status: number;
  readonly page: string;
}

export interface Installer {
  /** Where the app is, without a path: http://127.0.0.1:3001 */
  readonly appOrigin: string;
  /** In which workspace, and as whom. */
  readonly workspace: string;
  readonly person: string;
}

/** Installs the app as a person does in a browser: from its page, over the question, back to the app. */
export async function installApp(installer: Installer): Promise<InstallOutcome> {
  const browser = newBrowser();
  const question = await askToInstall(browser, installer.appOrigin);
  return browser.open(await answerQuestion(browser, question, { ...installer, answer: 'allow' }));
}

/** Opens the app's page and follows its button; resolves to the address of the question. */
export async function askToInstall(browser: Browser, appOrigin: string): Promise<string> {
  const { status, page } = await browser.open(`${appOrigin}/slack/install`);
  const link = /<a class="button" href="([^"]+)"/.exec(page)?.[1];
  if (link === undefined) throw new Error(`the app shows no way to install it (${status}): ${page.slice(0, 200)}`);
  return link.replaceAll('&amp;', '&');
}

/** Says yes or no; resolves to where the person is sent back to. */
export async function answerQuestion(
  browser: Browser,
  question: string,
  said: { readonly workspace: string; readonly person: string; readonly answer: 'allow' | 'cancel' },
): Promise<string> {
  const shown = await browser.open(question);
  if (shown.status !== 200) throw new Error(`nobody can be asked (${shown.status}): ${shown.page.slice(-200)}`);
  return browser.send(question, { who: `${said.workspace}/${said.person}`, answer: said.answer });
}

/** A browser that only keeps cookies, one jar for all of this machine, as browsers do for ports of one host. */
export interface Browser {
  readonly cookies: Map<string, string>;
  open(url: string): Promise<InstallOutcome>;
  /** Sends a form and says where that leads. */
  send(url: string, form: Record<string, string>): Promise<string>;
}

export function newBrowser(): Browser {
  const cookies = new Map<string, string>();
  async function visit(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split('=') ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }
  return {
    cookies,
    async open(url) {
      const response = await visit(url);
      return { status: response.status, page: await response.text() };
    },
    async send(url, form) {
      const response = await visit(url, form);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${url} leads nowhere (${response.status}): ${await response.text()}`);
      return location;
    },
  };
}
