public import PlanModel
internal import Synchronization

/// A gate stands before the tables of a snapshot and lets nobody pass without permission.
///
/// Every way to a record leads through a table of the snapshot (collections, ids, references, the
/// other way round, joins, groups and their sums) and every change through the proposal on it, so
/// that this is the one place that refuses.
public final class Gate: Sendable {
  private struct State {
    var permissions: Permissions
    var passed: Set<Permission> = []
    var refusal: PermissionRefusal?
  }

  private let state: Mutex<State>

  private let isStopped: @Sendable () -> Bool

  /// `isStopped`: asked now and then by queries that take long; with true they end with
  /// `Stopped`.
  public init(
    _ permissions: Permissions = Permissions(),
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    state = Mutex(State(permissions: permissions))
    self.isStopped = isStopped
  }

  /// Throws `Stopped` when somebody wants the query to end.
  package func goOn() throws(Stopped) { if isStopped() { throw Stopped() } }

  /// What was done so far.
  public var passed: Set<Permission> { state.withLock { $0.passed } }

  /// What was refused first, whatever the script did about the error.
  public var refusal: PermissionRefusal? { state.withLock { $0.refusal } }

  /// Forgets what was done and refused so far: where one line after the other is typed, each is
  /// a run of its own.
  public func reset() {
    state.withLock { ($0.passed, $0.refusal) = ([], nil) }
  }

  /// From now on only what is named, and what the person allows beside it. False when something
  /// was done already, which a limit that comes later would not have held against.
  public func narrow(to needs: [Permission]) -> Bool {
    state.withLock { state in
      guard state.passed.isEmpty else { return false }
      state.permissions.needs = needs
      return true
    }
  }

  func pass(_ permission: Permission) throws(StoreError) {
    let refusal = state.withLock { state -> PermissionRefusal? in
      if state.passed.contains(permission) { return nil }
      guard let refusal = state.permissions.refusal(of: permission) else {
        state.passed.insert(permission)
        if let export = state.permissions.exporting(by: permission) { state.passed.insert(export) }
        return nil
      }
      state.refusal = state.refusal ?? refusal
      return refusal
    }
    if let refusal { throw .refused(refusal) }
  }
}

/// Somebody wanted a query to end before it was done.
public struct Stopped: Error, Sendable {
  public init() {}
}

extension Snapshot {
  /// The snapshot with a gate before it.
  public func guarded(by gate: Gate) -> Snapshot { Snapshot(self, gate: gate) }

  /// Refuses a field that says which records of another collection there are to those who may not
  /// read that one.
  package func permit(_ field: Field?) throws(StoreError) {
    if let target = field?.target { try permit(.read(target)) }
  }
}
