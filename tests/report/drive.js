// Opens reports in headless Chromium, on a phone's width and on a desktop's, light and dark, and says what it found as JSON.
//   node drive.js [--shots folder] report.html ...
// CHROMIUM names the browser, where it is not /usr/bin/chromium.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const given = process.argv.slice(2);
const shots = given[0] === '--shots' ? resolve(given.splice(0, 2)[1]) : null;
if (shots) {
  mkdirSync(shots, { recursive: true });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const found = [];
  for (const file of given) {
    for (const width of [390, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        found.push(await visit(file, width, colorScheme));
      }
    }
  }

  console.log(JSON.stringify(found, null, 1));
} finally {
  await browser.close();
}

async function visit(file, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href;
  const errors = [];
  const requests = [];
  let dialogs = 0;
  page.on('console', message => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', error => errors.push(String(error)));
  page.on('dialog', dialog => { dialogs++; dialog.dismiss(); });
  page.on('request', request => request.url() !== address && !request.url().startsWith('data:') && requests.push(request.url()));
  await page.goto(address);
  const name = `${basename(file, '.html')}-${width}-${colorScheme}`;
  if (shots) {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  const result = {
    file: basename(file),
    width,
    colorScheme,
    title: await page.title(),
    headings: await page.locator('h1, h2, h3').allTextContents(),
    background: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    overflow: await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    unnamedPictures: await page.locator('svg:not([aria-label]):not([aria-hidden]):not(svg svg)').count(),
    legend: await legend(page),
    slider: await slider(page),
    violations: [],
    errors,
    requests,
  };
  for (const details of await page.locator('details').all()) {
    await details.evaluate(one => { one.open = true; });
  }

  await page.evaluate(axe);
  const checked = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  result.violations = checked.violations.map(one => ({ id: one.id, impact: one.impact, nodes: one.nodes.slice(0, 5).map(node => `${node.html} ${node.failureSummary}`) }));
  result.dialogs = dialogs;
  if (shots && width === 1280 && colorScheme === 'light') {
    await page.pdf({ path: join(shots, `${basename(file, '.html')}.pdf`), format: 'A4' });
  }

  await context.close();
  return result;
}

// Presses every button of a legend twice: what it names is hidden, and comes back.
async function legend(page) {
  const all = [];
  for (const button of await page.locator('button[data-hides]').all()) {
    const target = page.locator(`[id="${await button.getAttribute('data-hides')}"]`);
    if (await target.count() === 0) {
      continue;
    }

    const seen = async () => `${await target.evaluate(one => getComputedStyle(one).display !== 'none')} ${await button.getAttribute('aria-pressed')}`;
    const before = await seen();
    await button.focus();
    await page.keyboard.press('Enter');
    const pressed = await seen();
    await button.click();
    all.push({ name: (await button.textContent()).trim(), before, pressed, after: await seen() });
  }

  return all;
}

// Moves the slider with the keyboard to its beginning and on, and looks at what is drawn.
async function slider(page) {
  const input = page.locator('#epoch');
  if (await input.count() === 0) {
    return null;
  }

  const state = async () => ({
    text: await page.locator('#epoch-shown').textContent(),
    spoken: await input.getAttribute('aria-valuetext'),
    border: await page.locator('#frames > g:not(.off) .border').getAttribute('d'),
    image: (await page.locator('#frames > g:not(.off) image').getAttribute('href')).slice(-400),
    rings: await page.locator('path[data-frame]:not(.off)').getAttribute('d'),
    frames: await page.locator('#frames > g:not(.off)').count(),
  });
  const last = await state();
  await input.focus();
  await page.keyboard.press('Home');
  const first = await state();
  await page.keyboard.press('ArrowRight');
  const second = await state();
  await page.locator('#play').click();
  await page.waitForTimeout(700);
  const played = await state();
  await page.locator('#play').click();
  await page.locator('#epoch').focus();
  await page.keyboard.press('End');
  return { count: Number(await input.getAttribute('max')) + 1, name: await input.evaluate(one => one.labels[0].textContent), first, second, played, last, end: await state() };
}
