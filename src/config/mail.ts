import { z } from 'zod';
import { ConfigError } from './config-error.ts';

const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** The settings of mail. */
export const mailVariables = {
  SMTP_URL: z
    .string()
    .trim()
    .regex(/^smtps?:\/\/\S+$/, 'write the whole address, such as smtps://login:password@mail.school.example')
    .refine(
      // Whoever reads it later would say the whole of it in an error, with the password.
      (address) => URL.canParse(address) && new URL(address).hostname !== '',
      'this cannot be read as an address; signs such as # / ? @ in login or password are written as %23 %2F %3F %40',
    )
    .optional(),
  ESAFETY_MAIL_FROM: z.string().trim().regex(ADDRESS, 'write one address, such as esafety@school.example').optional(),
};

/** The mail server and the address letters come from. */
export interface MailEnvironment {
  url: string;
  from: string;
}

/**
 * Reads the settings of mail; null where none is set.
 * @throws ConfigError when one of the two is missing
 */
export function readMail(env: { SMTP_URL?: string; ESAFETY_MAIL_FROM?: string }): MailEnvironment | null {
  const { SMTP_URL: url, ESAFETY_MAIL_FROM: from } = env;
  if (!url && !from) return null;
  if (!url)
    throw new ConfigError(
      'ESAFETY_MAIL_FROM is set but SMTP_URL is not; set SMTP_URL to the address of the mail server',
    );
  if (!from)
    throw new ConfigError('SMTP_URL is set but ESAFETY_MAIL_FROM is not; set it to the address that e-mail comes from');
  return { url, from };
}
