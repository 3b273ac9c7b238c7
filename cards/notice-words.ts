import type { NoticeView } from '../src/core/views.ts';
import { TELL_IN_PERSON } from './emergency-blocks.ts';
import type { Tone } from './model.ts';

/** One notice's words, and whether it tells of a failure. */
interface NoticeWords {
  title: string;
  text: string;
  tone: Tone;
  /** `not-saved` where something the person meant to record was not; `failed` where something else did not work. */
  failure?: 'not-saved' | 'failed';
}

/** The words of every short answer. */
export const NOTICE_WORDS: Record<NoticeView['notice'], NoticeWords> = {
  'answered-privately': {
    title: 'Answered privately',
    text: 'The answer is in your own chat with this app. Please write there from now on, not here.',
    tone: 'info',
  },
  'cannot-message-you': {
    title: 'The app cannot write to you privately',
    text: 'Nothing was recorded. Please open this app from the list of apps, write “help” there, and carry on in that chat.',
    tone: 'warning',
    failure: 'not-saved',
  },
  'no-such-case': {
    title: 'No such case',
    text: 'There is no such case, or it is not one you can open.',
    tone: 'neutral',
  },
  'which-case': {
    title: 'Which case?',
    text: 'Write it below the case, or with its reference, such as “/esafety close ES-2026-0014”. Nothing was changed.',
    tone: 'info',
  },
  'not-now': {
    title: 'Not as the case stands',
    text: 'Somebody has changed the case meanwhile, or it is closed. Nothing was changed. Please open it again and look how it stands.',
    tone: 'warning',
    failure: 'failed',
  },
  'read-only': {
    title: 'You can read this case and add notes',
    text: 'Other steps are for those who lead it. Nothing was changed.',
    tone: 'info',
    failure: 'failed',
  },
  'step-saved': {
    title: 'Saved',
    text: 'It is part of the case. You cannot open the case any more.',
    tone: 'good',
  },
  'link-not-made': {
    title: 'The link could not be made',
    text: 'For whom and why is saved in the case. No file has left. Please open the case in a minute and export it again.',
    tone: 'warning',
    failure: 'failed',
  },
  'file-fetched': {
    title: 'This file was fetched already',
    text: 'Its link has been used. If you need the file again, please export it again from the start.',
    tone: 'info',
  },
  'task-saved': {
    title: 'Saved. Thank you',
    text: 'The safeguarding lead sees that the task is settled.',
    tone: 'good',
  },
  'task-gone': {
    title: 'No such task',
    text: 'There is no such task for you, or it is settled already.',
    tone: 'neutral',
  },
  'added-to-report': {
    title: 'Saved. Thank you',
    text: 'What you added is part of your report, and those who handle it are told that there is more.',
    tone: 'good',
  },
  withdrawn: {
    title: 'Noted',
    text: 'It is saved that you take the report back. The record stays, and whoever handles it still decides what is done.',
    tone: 'good',
  },
  'no-such-report': {
    title: 'No such report',
    text: 'There is no such report of yours. To tell us of something, please report a concern.',
    tone: 'neutral',
  },
  'question-sent': {
    title: 'Your question is on its way',
    text: 'It goes to the e-safety co-ordinator, or to whoever stands in. They answer you in person or in their own chat. It is not a report.',
    tone: 'good',
  },
  'induction-begun': {
    title: 'The induction has begun',
    text: 'The pack is on its way. It is complete once every document is signed and the training is recorded.',
    tone: 'good',
  },
  'induction-going-on': {
    title: 'This induction is going on already',
    text: 'Nothing was sent again. Reminders go out by themselves.',
    tone: 'info',
  },
  'training-saved': {
    title: 'Saved',
    text: 'It counts from now on. Nobody is asked for it again before it is due.',
    tone: 'good',
  },
  'class-counted': {
    title: 'Saved',
    text: 'Only the numbers are kept. If you count again, the new numbers take their place.',
    tone: 'good',
  },
  'question-gone': {
    title: 'No such question',
    text: 'There is no such question, or it is not one you can open.',
    tone: 'neutral',
  },
  'line-gone': {
    title: 'No such line',
    text: 'There is no such line in a register, or it is not one you can open.',
    tone: 'neutral',
  },
  'alert-gone': {
    title: 'No such alert',
    text: 'There is no such alert of the web filter, or it is not one you can open.',
    tone: 'neutral',
  },
  'nothing-found': { title: 'Nothing found', text: 'There is no such case that you can open.', tone: 'neutral' },
  'image-not-kept': {
    title: 'Please stop: no pictures or files here',
    text: `We did not open or keep what was attached. Do not send, copy, show or forward it, and do not delete it. ${TELL_IN_PERSON}`,
    tone: 'danger',
    failure: 'not-saved',
  },
  'not-allowed': {
    title: 'This account may not do that',
    text: 'Nothing was changed. If you think you should be able to, ask the school’s administrator.',
    tone: 'warning',
    failure: 'failed',
  },
  'code-wrong': {
    title: 'That code did not work',
    text: 'It is not right, or was used before, or is too old. Ask the school’s administrator for a new one.',
    tone: 'warning',
    failure: 'failed',
  },
  'account-tied': {
    title: 'This account is now yours here',
    text: 'We know who you are. Write “help” to see what you can do.',
    tone: 'good',
  },
  'account-waiting': {
    title: 'Waiting for somebody to confirm it',
    text: `Somebody who already has access must say yes first. Until then nothing changes. If you have a concern, do not wait. ${TELL_IN_PERSON}`,
    tone: 'info',
    failure: 'failed',
  },
  'request-gone': {
    title: 'Nothing left to decide',
    text: 'This request is no longer waiting. Somebody has answered it already.',
    tone: 'neutral',
  },
  'setup-needs-channel': {
    title: 'Please do this in the case channel',
    text: 'Write “/esafety setup” in the channel that is to hold the cases. Nothing was changed.',
    tone: 'info',
  },
  'setup-unreachable': {
    title: 'The channel could not be checked',
    text: 'Its list of members could not be read in full, so the channel is not used. Check that this app is in it, then write “/esafety setup” there again.',
    tone: 'warning',
    failure: 'not-saved',
  },
};
