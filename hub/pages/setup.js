'use strict';
const device = document.body.dataset.device;
const $ = (id) => document.getElementById(id);
const settingsForm = $('settings-form');
const edited = { connection: false };
const touched = new Set(); // settings by name; the others follow the focuser, and are not sent: another program may be changing them
let state = null;
let ports = [];
let timer = 0;

async function ask(verb, name, body) {
  let answer;
  try {
    answer = await fetch(`/setup/api/${name}?device=${device}`, {
      method: verb, cache: 'no-store',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch (lost) {
    throw new Error('The hub does not answer. Is focuserlinkd running?');
  }
  const value = await answer.json().catch(() => ({ error: `The hub answered ${answer.status}.` }));
  if (!answer.ok) throw new Error(value.error || `The hub answered ${answer.status}.`);
  return value;
}

function notice(text) {
  $('notice').textContent = text || '';
  $('notice').hidden = !text;
}

function result(id, text, good) {
  $(id).textContent = text;
  $(id).className = 'result ' + (good ? 'good' : 'bad');
}

// Does a thing and shows the state it answers with; what went wrong is told in the notice, or by `told`.
async function act(verb, name, body, told) {
  try {
    const answer = await ask(verb, name, body);
    if (answer.position !== undefined) show(answer);
    if (!told) notice(answer.warning);
    return answer;
  } catch (error) {
    (told || notice)(error.message);
    return null;
  }
}

const number = (text) => (text.trim() === '' ? NaN : Number(text.trim().replace(',', '.').replace('\u2212', '-')));
// "12,000" may be twelve thousand or twelve, and only the person knows. Tells so by `told`.
function ambiguous(text, told) {
  if (!/\d[.,]\d{3}(?!\d)/.test(text)) return false;
  told(`"${text.trim()}" may mean ${text.trim().replace(/[.,]/g, '')} or ${number(text)}: write it without marks of thousands.`);
  return true;
}

// The focuser's own words for what a coefficient does; the last one asked for stands.
let sentences = 0;
function showSentence(text) {
  sentences += 1;
  $('sentence').textContent = text;
}
async function askSentence(coefficient) {
  if (Number.isNaN(coefficient)) return showSentence('');
  sentences += 1;
  const asked = sentences;
  const answer = await ask('POST', 'sentence', { coefficient }).catch(() => null);
  if (asked === sentences) showSentence(answer ? answer.sentence : '');
}

function showLink(now) {
  $('link').className = now.link;
  const words = { connected: `Connected to ${now.identity || 'the focuser'}`, connecting: 'Connecting', disconnected: 'Not connected' };
  $('link-text').textContent = now.fault && now.link !== 'connecting' ? now.fault : words[now.link];
}

function showFocuser(now) {
  const known = now.position !== null;
  $('position').textContent = known ? now.position : '--';
  const size = now.settings ? now.settings.step_size : 0;
  $('millimetres').textContent = known && size > 0 ? `${(now.position * size / 1000).toFixed(3)} mm` : '';
  const who = now.commanded || !now.extended ? '' : ` (${now.extended.mover})`;
  $('motion').textContent = !known ? '' : now.moving ? `moving to ${now.target}${who}`
    : now.extended ? (now.extended.holding_now ? 'at rest, holding' : 'at rest, no current') : 'at rest';
  const uncertain = now.extended ? now.extended.uncertain_by : 0;
  $('uncertain').hidden = uncertain === 0;
  $('uncertain-text').textContent = `The power failed during a move: the position may be wrong by up to ${uncertain} steps. ` +
    'Check it, then confirm it or set it below.';
  if (now.settings) $('target').placeholder = `0 to ${now.settings.maximum}`;
}

function showSensor(now) {
  const s = now.sensor;
  $('temperature').textContent = s ? `${s.temperature.toFixed(1)} °C` : '--';
  const humid = s && s.humidity !== null;
  $('humidity').textContent = humid ? `${s.humidity.toFixed(0)} %` : '--';
  $('dew-point').textContent = humid ? `${s.dew_point.toFixed(1)} °C` : '--';
  const margin = humid ? s.temperature - s.dew_point : 99;
  $('dew-point').className = margin < 1 ? 'dew-red' : margin < 3 ? 'dew-amber' : '';
  $('difference').textContent = now.position === null ? '--' : `${now.difference > 0 ? '+' : ''}${now.difference} steps`;
  $('compensation').textContent = now.position === null ? '--' : now.compensation;
}

function showSettings(now) {
  const on = now.extended ? now.extended.compensation_enabled : null;
  $('enabled-label').hidden = on === null;
  for (const control of settingsForm.elements) control.disabled = !now.settings;
  if (!now.settings) return;
  for (const control of settingsForm.elements) {
    if (!control.name || touched.has(control.name)) continue;
    const value = control.name === 'compensation_enabled' ? on : now.settings[control.name];
    if (control.type === 'checkbox') control.checked = Boolean(value);
    else control.value = String(value);
  }
  if (!touched.has('coefficient')) showSentence(now.settings.sentence);
}

function showConnection(now) {
  $('trace-file').textContent = now.device.trace && now.device.trace_file ? `Written to ${now.device.trace_file}` : '';
  if (edited.connection) return;
  $('address').value = now.device.address;
  $('reset_on_connect').checked = now.device.reset_on_connect;
  $('trace').checked = now.device.trace;
  $('port').value = ports.some((port) => port.address === now.device.address) ? now.device.address : '';
}

function showDevice(now) {
  $('buttons').checked = now.buttons === true;
  const x = now.extended;
  $('about').textContent = [now.identity, now.firmware && `firmware ${now.firmware}`,
    x && `sensor ${x.sensor}`, x && `up ${Math.floor(x.uptime / 3600)} h ${Math.floor(x.uptime / 60) % 60} min`,
    x && `last start: ${x.reset_cause}`].filter(Boolean).join(', ');
}

function show(now) {
  state = now;
  const live = now.link === 'connected';
  showLink(now);
  showFocuser(now);
  showSensor(now);
  showSettings(now);
  showConnection(now);
  showDevice(now);
  for (const button of document.querySelectorAll('.jog button, #go, #compensate, #position-form button, #factory-reset, #confirm')) {
    button.disabled = !live;
  }
  $('buttons').disabled = !live || now.buttons === null;
  $('factory-reset').hidden = live && !now.extended;
  $('devices').hidden = now.devices.length < 2;
  if (now.devices.length > 1 && !$('devices').children.length) {
    now.devices.forEach((name, i) => {
      const link = document.createElement('a');
      link.href = `/setup/v1/focuser/${i}/setup`;
      link.textContent = name;
      if (String(i) === device) link.setAttribute('aria-current', 'page');
      $('devices').append(link);
    });
  }
}

async function poll() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    show(await ask('GET', 'state'));
  } catch (error) {
    $('link').className = 'disconnected';
    $('link-text').textContent = error.message;
  }
  clearTimeout(timer);
  timer = setTimeout(poll, state && state.moving ? 150 : 500);
}

async function listPorts() {
  ports = (await ask('GET', 'ports').catch(() => ({ ports: [] }))).ports;
  const options = ports.map((port) => {
    const usb = port.usb_id ? ` (USB ${port.usb_id})` : '';
    return new Option(`${port.description || 'Serial port'}${usb}, ${port.device}`, port.address);
  });
  options.unshift(new Option(ports.length ? 'Choose, or write the address below' : 'No serial port found; write the address below', ''));
  $('port').replaceChildren(...options);
  if (state) showConnection(state);
}

// Moving
async function move(body) {
  await act('POST', 'move', body);
  poll();
}
for (const button of document.querySelectorAll('[data-by]')) {
  button.addEventListener('click', () => {
    if (ambiguous($('step').value, notice)) return null;
    const step = number($('step').value);
    if (!Number.isInteger(step) || step < 1) return notice('Step: a whole number of steps, at least 1.');
    return move({ by: step * Number(button.dataset.by) });
  });
}
$('go-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const position = number($('target').value);
  if (ambiguous($('target').value, notice)) return;
  move({ position: Number.isNaN(position) ? null : position });
});
const halt = () => act('POST', 'halt', {});
$('halt').addEventListener('click', halt);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') halt(); });
$('compensate').addEventListener('click', () => act('POST', 'compensate', {}));
$('confirm').addEventListener('click', () => act('POST', 'confirm', {}));

// Connection
$('connection-form').addEventListener('input', () => { edited.connection = true; });
$('port').addEventListener('change', () => { if ($('port').value) $('address').value = $('port').value; });
$('port').addEventListener('pointerdown', listPorts);
$('test').addEventListener('click', async () => {
  $('test').disabled = true;
  result('test-result', 'Testing: a board that restarts when its port is opened takes some seconds.', true);
  const answer = await act('POST', 'test', { address: $('address').value.trim() }, (why) => result('test-result', why, false));
  if (answer) result('test-result', answer.text, answer.good);
  $('test').disabled = false;
});
$('connection-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const wanted = { address: $('address').value.trim(), reset_on_connect: $('reset_on_connect').checked, trace: $('trace').checked };
  edited.connection = false;
  const answer = await act('PUT', 'device', wanted, (why) => { edited.connection = true; result('test-result', why, false); });
  if (answer) result('test-result', answer.warning || 'In use and stored.', !answer.warning);
});

// Settings
settingsForm.addEventListener('input', (event) => {
  touched.add(event.target.name);
  if (event.target.name === 'coefficient') askSentence(number(event.target.value));
});
$('undo').addEventListener('click', () => {
  touched.clear();
  result('settings-result', '', true);
  if (state) showSettings(state);
});
settingsForm.addEventListener('submit', async (event) => {
  event.preventDefault();
  const wanted = {};
  const told = (why) => result('settings-result', why, false);
  for (const control of settingsForm.elements) {
    if (!touched.has(control.name)) continue;
    if (ambiguous(control.value, told)) return;
    if (control.type === 'checkbox') wanted[control.name] = control.checked;
    else if (control.name === 'automatic') wanted[control.name] = control.value === 'true';
    else wanted[control.name] = Number.isNaN(number(control.value)) ? null : number(control.value);
  }
  const answer = await act('PUT', 'settings', wanted, told);
  if (!answer) return;
  Object.keys(wanted).forEach((name) => touched.delete(name));
  show(answer);
  result('settings-result', answer.warning || 'Saved, and read back from the focuser.', !answer.warning);
});

// Device
$('buttons').addEventListener('change', () => act('PUT', 'buttons', { enabled: $('buttons').checked }));
$('position-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const position = number($('new-position').value);
  if (ambiguous($('new-position').value, notice)) return;
  if (!confirm(`Call the present position ${$('new-position').value.trim()}? Nothing moves, but every position noted elsewhere ` +
    'means another place from then on.')) return;
  act('POST', 'position', { position: Number.isNaN(position) ? null : position });
});
$('factory-reset').addEventListener('click', () => {
  if (!confirm('Reset the focuser to factory defaults? Its position becomes 0, and step size, speed, maximum, coefficient and all ' +
    'other settings are lost.')) return;
  touched.clear();
  act('POST', 'factory-reset', { confirm: true });
});

// Night mode, remembered by this browser
function night(on) {
  document.documentElement.classList.toggle('night', on);
  $('night').setAttribute('aria-pressed', String(on));
}
try { night(localStorage.getItem('night') === 'on'); } catch (denied) { night(false); }
$('night').addEventListener('click', () => {
  const on = $('night').getAttribute('aria-pressed') !== 'true';
  night(on);
  try { localStorage.setItem('night', on ? 'on' : 'off'); } catch (denied) { /* not remembered */ }
});

document.addEventListener('visibilitychange', poll);
listPorts();
poll();
