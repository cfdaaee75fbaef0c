/// How the protocol is carried out.
///
/// The promises rest on every step and on their order. A test leaves a step out, or swaps two,
/// to see that this is found; nothing that a store or a script says can.
package struct Steps: Sendable {
  package var phases = Phase.allCases
  package var leftOut: Set<Step> = []

  package init() {}

  package static let all = Steps()

  func include(_ step: Step) -> Bool { !leftOut.contains(step) }
}

/// The phases of a commit, in their order.
package enum Phase: String, Sendable, Hashable, CaseIterable {
  case writeImages, writeEntry, syncStaged
  /// The commit point is reached when the slot is claimed and the log synced.
  case claimSlot, syncLog
  case exchangeFiles, markEarlier
}

package enum Step: String, Sendable, Hashable, CaseIterable {
  // Writing.
  case takeLock, recoverFirst, checkBefore, writeEveryByte, keepMode
  case syncImages, syncEntry, syncVersions, syncEarlier, claimFreeSlotOnly
  case exchangeRatherThanReplace, createOverNothing
  case checkDisplaced, syncConflicts, syncTouchedDirectories, syncNewDirectories, syncSetUp
  case heedFailedSync

  // Recovering.
  case syncLogBeforeRecovering, syncFound, recoverByTheSide, recoverDeletions, recoverEveryFile

  // Reading.
  case readWaitingImages, readDisplaced, lookAgain, listAsOfThen

  // Keeping.
  case keepTheHead
}
