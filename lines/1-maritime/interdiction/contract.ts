import { defineCapability } from '@basinet/kernel/contract'
import * as asset from './contract/asset.ts'
import * as aboard from './contract/boarding.ts'
import * as person from './contract/held-person.ts'
import * as act from './contract/interdiction-commands.ts'
import { interdiction } from './contract/interdiction.ts'
import * as law from './contract/law.ts'
import { CAPABILITY, LINE, ROLES } from './contract/words.ts'

/** From a suspicious contact to a closed operation: authority, assets, boarding, persons, seizures, outcome. */
export const interdictionCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [
    interdiction,
    aboard.boarding,
    person.heldPerson,
    asset.maritimeAsset,
    law.maritimeZone,
    law.maritimeAuthority,
    law.judicialClock,
  ] as never,
  commands: [
    act.openOperation,
    act.moveTarget,
    act.assess,
    act.askAuthority,
    act.answerAuthority,
    act.taskAsset,
    act.acknowledgeTask,
    act.noteOperation,
    act.takeCot,
    act.takeTak,
    act.offerOperation,
    act.takeOperation,
    act.beginRescue,
    act.endRescue,
    act.endOperation,
    act.reopenOperation,
    act.interdictionLabels.restrict,
    act.interdictionLabels.relabel,
    aboard.beginBoarding,
    aboard.reportForce,
    aboard.seizeAboard,
    aboard.reportBoarding,
    person.recordPerson,
    person.noteCare,
    person.assessAge,
    person.readRights,
    person.noteConsular,
    person.noteFear,
    person.decideFear,
    person.landPerson,
    person.releasePerson,
    person.heldPersonLabels.restrict,
    person.heldPersonLabels.relabel,
    asset.registerAsset,
    asset.updateAsset,
    asset.placeAsset,
    asset.retireAsset,
    law.loadZone,
    law.retireZone,
    law.loadAuthority,
    law.retireAuthority,
    law.setClock,
    law.retireClock,
  ],
  roles: ROLES,
})
