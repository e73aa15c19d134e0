import { randomBytes } from 'node:crypto';
import { readConfig } from '../../../src/config';

const jwt = {
  SAYSO_JWKS_URL: 'https://id.example.org/keys',
  SAYSO_JWT_ISSUER: 'https://id.example.org',
  SAYSO_JWT_AUDIENCE: 'sayso',
};

test('nothing set: everybody may read, no JWT is believed, no key is preset', () => {
  expect(readConfig({})).toMatchObject({ anonymous: true, adminKey: null, jwt: null, sealingKey: null });
});

test('what is set arrives', () => {
  const bytes = randomBytes(32);
  const env = { ...jwt, SAYSO_ANONYMOUS: 'false', SAYSO_ADMIN_KEY: 'a'.repeat(20) };
  const config = readConfig({ ...env, SAYSO_SEALING_KEY: bytes.toString('base64') });
  expect(config).toMatchObject({ anonymous: false, adminKey: 'a'.repeat(20) });
  expect(config.jwt).toEqual({
    jwksUrl: jwt.SAYSO_JWKS_URL,
    issuer: jwt.SAYSO_JWT_ISSUER,
    audience: 'sayso',
    rolesClaim: 'roles',
  });
  expect(config.sealingKey).toEqual(bytes);
});

test.each(Object.keys(jwt))('%s is missed where the other two are set', (name) => {
  const others = Object.keys(jwt).filter((one) => one !== name);
  expect(() => readConfig({ ...jwt, [name]: '' })).toThrow(`${name}: needed with ${others.join(' and ')}`);
});

test('a secret at fault is named and not shown', () => {
  const env = { SAYSO_ADMIN_KEY: 'too-short-secret', SAYSO_SEALING_KEY: 'seventeen-secrets' };
  const fault = () => readConfig(env);
  expect(fault).toThrow(/SAYSO_ADMIN_KEY: at least 20 characters.*SAYSO_SEALING_KEY: 32 bytes/);
  expect(fault).not.toThrow(/secrets?\b.*SAYSO_SEALING|seventeen/);
  expect(() => readConfig({ SAYSO_ADMIN_KEY: 'looks.like.a-token-of-three-parts' })).toThrow('SAYSO_ADMIN_KEY');
});

test('keys of an issuer come over HTTPS, or from this machine', () => {
  const at = (url: string) => () => readConfig({ ...jwt, SAYSO_JWKS_URL: url });
  for (const url of ['http://localhost:8080/keys', 'http://127.0.0.1/keys', 'http://[::1]:1/keys']) {
    expect(at(url)).not.toThrow();
  }
  for (const url of ['http://id.example.org/keys', 'http://127.0.0.1.example.org/', 'file:///etc/passwd', 'keys']) {
    expect(at(url)).toThrow('SAYSO_JWKS_URL: an https address');
  }
});
