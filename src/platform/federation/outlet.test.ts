import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createOutlet } from './outlet.ts';
import { isPublicAddress } from './public-address.ts';

const server = createServer((_request, response) => response.end('heard'));
let port = 0;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const leadsTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: isIP(address) }));

test('an address is public when it is given out and is nobody’s own network', () => {
  const inside = `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.168.1.1 198.19.0.1 203.0.113.7 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1
    ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::7f00:1 64:ff9b::a00:1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 2001::1
    2001:db8::1 2002:a00:1:: localhost 1 0x7f.1 10.1`;
  for (const address of inside.split(/\s+/)) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '2a00:1450:4002::1', '192.169.0.1', '100.128.0.1']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

describe('a listed name that leads inside', () => {
  for (const addresses of [['10.0.0.1'], ['127.0.0.1'], ['8.8.8.8', '169.254.169.254'], ['2a00::1', 'fd00::1']]) {
    test(`to ${addresses.join(' and ')} is not asked`, async () => {
      const outlet = createOutlet({ hosts: ['ta.example'], loopback: false, resolve: leadsTo(...addresses) });
      const heard = await outlet('https://ta.example/');
      assert.equal(!heard.ok && heard.reason, 'address-not-allowed');
    });
  }

  test('is not asked in development either, but for this machine', async () => {
    const host = `localhost:${port}`;
    const inside = createOutlet({ hosts: [host], loopback: true, resolve: leadsTo('192.168.0.1') });
    const heard = await inside(`http://${host}/`);
    assert.equal(!heard.ok && heard.reason, 'address-not-allowed');
  });

  test('is refused by its number as by its name', async () => {
    const hosts = ['10.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '127.0.0.1'];
    const outlet = createOutlet({ hosts: [...hosts, '[::ffff:7f00:1]'], loopback: false });
    for (const host of hosts) {
      const heard = await outlet(`https://${host}/`);
      assert.equal(!heard.ok && heard.reason, 'address-not-allowed', host);
    }
  });
});

test('the address judged is the one connected to: a name that changes its mind afterwards changes nothing', async () => {
  const host = `localhost:${port}`;
  let asked = 0;
  const resolve = async () => leadsTo(asked++ === 0 ? '127.0.0.1' : '10.0.0.1')();
  const outlet = createOutlet({ hosts: [host], loopback: true, resolve });
  const heard = await outlet(`http://${host}/`);
  assert.deepEqual([heard.ok && heard.text, asked], ['heard', 1]);
  const again = await outlet(`http://${host}/`);
  assert.equal(!again.ok && again.reason, 'address-not-allowed', 'no connection is kept that was judged before');
});

test('a name that leads nowhere is not heard from', async () => {
  const outlet = createOutlet({ hosts: ['ta.example'], loopback: false, resolve: leadsTo() });
  const heard = await outlet('https://ta.example/');
  assert.equal(!heard.ok && heard.reason, 'unreachable');
});
