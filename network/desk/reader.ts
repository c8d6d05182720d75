import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { AGREEMENT_AUTHORITY, AGREEMENT_OFFICER } from '../agreements/contract.ts'
import { RELEASING_OFFICER } from '../sharing/contract.ts'

/** Who sees how the nation shares: those who give, agree, command, administer, audit and oversee. Counts, states and terms, no content. */
const READERS: readonly string[] = [
  RELEASING_OFFICER,
  AGREEMENT_OFFICER,
  AGREEMENT_AUTHORITY,
  'commander',
  'administrator',
  'auditor',
  'oversight',
  'data-protection',
]

async function requireReader(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!subjectOf(request).roles.some((role) => READERS.includes(role)))
    await sendFailure(reply, {
      code: 'http.denied',
      message: 'this is for those who give, agree, administer or audit',
    })
}

/** preHandler of every page of the network. */
export const networkReader = [requireSubject, requireReader]
