// A network of texts for tests: the server side of npm's smpp, which shares no code with the house.
// It listens on a free port of this machine only. Each line of its input is an order, each line of its output is what happened (both JSON).
// When its input ends, it ends: no test leaves one behind. With KEY and CERT (files, PEM) in its environment, its lines are sealed.
//
// Orders:
//   deliver   brings a text to the house; `label` names it, and its answer is told under that name
//   answers   the statuses with which the next texts are answered, in their order; then all are taken
//   late      answers only after so many milliseconds
//   twice     says each answer two times
//   silent    answers nothing any more, also not "are you there"
//   receipts  sends a receipt for each text that it takes, with these words for `stat` and `err`
//   ask       asks whether the house is there
//   unbind    says good-bye
//   drop      cuts the line
//   shut      takes no new line any more (and `open`: does so again)
import { readFileSync } from 'node:fs';
import readline from 'node:readline';
import smpp from 'smpp';

const PASSWORD = 'secret';
const how = { answers: [], late: 0, twice: false, silent: false, receipts: null };
const sessions = new Set();
let taken = 0;

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const hex = (buffer) => (buffer ? buffer.toString('hex') : undefined);

// What npm's smpp reads out of a text: words, and the header before them.
const read = (it) => ({ words: it?.message?.toString() ?? '', header: it?.udh ? hex(Buffer.concat(it.udh)) : undefined });

// What it is to write: words in the coding that is ordered, or octets as they are; a header before them.
const written = ({ words, octets, header }) => {
  const message = octets === undefined ? words : Buffer.from(octets, 'hex');
  return header ? { udh: Buffer.from(header, 'hex'), message } : message;
};

const answer = (session, pdu, options) => {
  if (how.silent) return;
  setTimeout(() => {
    session.send(pdu.response(options));
    if (how.twice) session.send(pdu.response(options));
  }, how.late);
};

const deliver = (session, { label, words, octets, header, payload, fields }) => {
  const text = written({ words, octets, header });
  const pdu = { data_coding: 0, ...fields, ...(payload ? { short_message: '', message_payload: text } : { short_message: text }) };
  session.deliver_sm(pdu, (it) => tell({ event: 'answer', label, status: it.command_status }));
};

const { KEY, CERT } = process.env;
const seal = KEY ? { key: readFileSync(KEY), cert: readFileSync(CERT) } : {};
const server = smpp.createServer(seal, (session) => {
  session.on('bind_transceiver', (pdu) => {
    if (pdu.password !== PASSWORD) {
      session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
      session.close();
      tell({ event: 'refused' });
      return;
    }
    sessions.add(session);
    session.send(pdu.response({ system_id: 'network' }));
    tell({ event: 'bound', name: pdu.system_id, version: pdu.interface_version });
  });
  session.on('submit_sm', (pdu) => {
    const status = how.answers.shift() ?? 0;
    const id = `m${++taken}`;
    const { source_addr, source_addr_ton, source_addr_npi, destination_addr, dest_addr_ton, dest_addr_npi } = pdu;
    const { esm_class, data_coding, registered_delivery } = pdu;
    tell({
      event: 'text', id, status, ...read(pdu.short_message), source_addr, source_addr_ton, source_addr_npi,
      destination_addr, dest_addr_ton, dest_addr_npi, esm_class, data_coding, registered_delivery,
    });
    answer(session, pdu, status ? { command_status: status } : { message_id: id });
    if (status || !how.receipts) return;
    const { stat, err } = how.receipts;
    const words = `id:${id} sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:${stat} err:${err} text:stat:DELIVRD`;
    const fields = { esm_class: 4, source_addr: destination_addr, destination_addr: source_addr };
    setTimeout(() => deliver(session, { label: `receipt ${id}`, words, fields }), how.late + 10);
  });
  session.on('enquire_link', (pdu) => {
    tell({ event: 'asked' });
    answer(session, pdu);
  });
  session.on('unbind', (pdu) => {
    tell({ event: 'unbound' });
    session.send(pdu.response());
    session.close();
  });
  session.on('close', () => {
    if (sessions.delete(session)) tell({ event: 'closed' });
  });
  session.on('error', () => sessions.delete(session));
});

const orders = {
  deliver: (it) => sessions.forEach((session) => deliver(session, it)),
  ask: () => sessions.forEach((session) => session.enquire_link(() => tell({ event: 'there' }))),
  unbind: () => sessions.forEach((session) => session.unbind(() => tell({ event: 'goodbye' }))),
  drop: () => sessions.forEach((session) => session.destroy()),
  shut: () => server.close(),
  open: () => server.listen(port, '127.0.0.1'),
};

let port = 0;
server.listen(0, '127.0.0.1', () => {
  if (port === 0) tell({ event: 'listening', port: (port = server.address().port) });
});
readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { order, ...rest } = JSON.parse(line);
    if (order in orders) orders[order](rest);
    else Object.assign(how, rest);
  })
  .on('close', () => process.exit(0));
