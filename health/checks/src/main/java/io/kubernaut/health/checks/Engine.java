package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.EventStream;
import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the checks and writes the reports.
 *
 * <p>Each check has its place on a grid of its interval; the places of different checks are spread
 * by the golden ratio, so that a thousand checks are not asked in one moment. When its turn comes
 * it is queued for a thread ({@link Lanes}). At its deadline a run is interrupted and abandoned:
 * its result is "timed out", and while it still holds its thread the check is not asked again, but
 * counts as failed at each of its turns. A check that fails has the checks it depends on asked at
 * once, so that the cause is found with the first symptom and not an interval later.
 *
 * <p>A report is made when a status changes, and otherwise every five seconds; when many change,
 * not before twenty times the cost of the last one has passed, or a tenth of a second. All of it
 * happens under one lock that no check ever runs under; reading takes none.
 */
final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration ASIDE_AFTER = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long SWEEP = Duration.ofSeconds(1).toNanos();
  private static final long RENEW = Duration.ofSeconds(5).toNanos();
  private static final long OUTDATED = Duration.ofSeconds(16).toNanos();
  private static final long SHORTEST_RETRY = Duration.ofSeconds(1).toNanos();
  private static final int COST_SHARE = 20;
  private static final long LONGEST_GAP = Duration.ofMillis(100).toNanos();
  private static final double GOLDEN = 0.618033988749895;

  private final String service;
  private final Agenda agenda;
  private final Executor threads;
  private final InstantSource wall;
  private final EventStream events;
  private final Lanes lanes;
  private final List<Consumer<? super Report>> listeners = new CopyOnWriteArrayList<>();

  // Guarded by this.
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> alive = new LinkedHashSet<>();
  private Graph graph = Graph.of(List.of());
  private HealthStatus announced = HealthStatus.UNKNOWN;
  private long added;
  private long cost;
  private boolean publishing;
  private boolean telling;
  private boolean closed;
  private long reports;
  private long timeouts;

  private volatile Report report;
  private volatile HealthStatistics statistics;
  private volatile long reportedAt;

  Engine(
      String service,
      Agenda agenda,
      Executor threads,
      InstantSource wall,
      EventStream events,
      Lanes lanes) {
    this.service = service;
    this.agenda = agenda;
    this.threads = threads;
    this.wall = wall;
    this.events = events;
    this.lanes = lanes;
    this.report = Report.of(service, wall.instant(), 0, List.of(), List.of(), Set.of());
    this.reportedAt = agenda.now();
    note();
  }

  void start() {
    agenda.at(agenda.now() + SWEEP, this::sweep);
  }

  /** Reads the report. */
  Report report() {
    Report latest = report;
    return agenda.now() - reportedAt > OUTDATED ? latest.outdated() : latest;
  }

  void onReport(Consumer<? super Report> listener) {
    listeners.add(listener);
  }

  // What is checked

  void add(Collection<HealthCheck> checks, Collection<String> living) {
    synchronized (this) {
      List<HealthCheck> all = new ArrayList<>(graph.checks());
      all.addAll(checks);
      graph = Graph.of(all);
      alive.addAll(living);
      checks.forEach(this::begin);
      publish();
    }
    tellChange(checks.stream().map(HealthCheck::name).toList(), List.of());
  }

  private void begin(HealthCheck check) {
    long now = agenda.now();
    Node node = new Node(check, now, wall.instant());
    nodes.put(check.name(), node);
    long interval = check.interval().toNanos();
    double part = 1 - added++ * GOLDEN % 1;
    // The second turn is a part of an interval after the first, and the grid goes on from there.
    node.due = now - interval + (long) (interval * part);
    node.next = agenda.at(now, () -> turn(node));
  }

  void remove(String name) {
    synchronized (this) {
      Node node = nodes.get(name);
      if (node == null) {
        throw new IllegalArgumentException("There is no check \"%s\" to remove.".formatted(name));
      }
      List<String> dependents = graph.dependents(name);
      if (!dependents.isEmpty()) {
        throw new IllegalArgumentException(
            "Check \"%s\" cannot be removed: %s depend on it. Remove them first."
                .formatted(name, String.join(", ", dependents)));
      }
      forget(node);
      graph = Graph.of(nodes.values().stream().map(left -> left.check).toList());
      publish();
    }
    tellChange(List.of(), List.of(name));
  }

  private void forget(Node node) {
    nodes.remove(node.check.name());
    alive.remove(node.check.name());
    if (node.next != null) {
      node.next.cancel();
    }
    if (node.run != null) {
      end(node.run);
    }
  }

  private void end(Run run) {
    if (run.place == Run.Place.WAITING) {
      run.cancelWaits();
      lanes.end(run);
    }
    run.interrupt();
  }

  private void tellChange(List<String> newcomers, List<String> gone) {
    events.publish(new HealthEvent.ChecksChanged(wall.instant(), service, newcomers, gone));
  }

  // Turns

  private void turn(Node node) {
    List<Run> admitted;
    synchronized (this) {
      if (closed || nodes.get(node.check.name()) != node) {
        return;
      }
      await(node);
      ask(node);
      admitted = admit();
    }
    start(admitted);
  }

  private void await(Node node) {
    long interval = node.check.interval().toNanos();
    long late = agenda.now() - node.due;
    node.due += interval * (1 + Math.max(0, late / interval));
    node.next = agenda.at(node.due, () -> turn(node));
  }

  private void ask(Node node) {
    Run before = node.run;
    if (before == null) {
      Run run = new Run(this, node);
      node.run = run;
      run.patience = agenda.in(patience(node.check), () -> waitedTooLong(run));
      lanes.enqueue(run);
    } else if (before.isAbandoned()) {
      Duration held = Duration.ofNanos(agenda.now() - before.startedAt);
      take(node, Outcome.down("timed out, still hanging after " + Texts.time(held)), held);
    }
  }

  private static Duration patience(HealthCheck check) {
    Duration most = check.interval().compareTo(PATIENCE) < 0 ? check.interval() : PATIENCE;
    return most.compareTo(check.timeout()) < 0 ? check.timeout() : most;
  }

  private List<Run> admit() {
    List<Run> admitted = closed ? List.of() : lanes.admit();
    for (Run run : admitted) {
      run.startedAt = agenda.now();
      run.cancelWaits();
      run.aside = agenda.in(ASIDE_AFTER, () -> stepAside(run));
      run.deadline = agenda.in(run.node().check.timeout(), () -> timeUp(run));
    }
    note();
    return admitted;
  }

  private void start(List<Run> admitted) {
    for (Run run : admitted) {
      try {
        threads.execute(run);
      } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError full) {
        finished(run, Outcome.unknown("no thread for it: " + full.getMessage()));
      }
    }
  }

  // Ends

  void finished(Run run, Outcome outcome) {
    List<Run> admitted;
    synchronized (this) {
      boolean late = run.isAbandoned();
      run.cancelWaits();
      lanes.end(run);
      Node node = run.node();
      node.run = null;
      if (!late && !closed && nodes.get(node.check.name()) == node) {
        Duration took = Duration.ofNanos(agenda.now() - run.startedAt);
        take(node, judged(node, outcome, took), took);
      }
      admitted = admit();
    }
    start(admitted);
  }

  private Outcome judged(Node node, Outcome outcome, Duration took) {
    HealthCheck check = node.check;
    if (took.compareTo(check.timeout()) > 0) {
      timeouts++;
      node.timedOut();
      return outcome.become(
          HealthStatus.DOWN,
          "took %s, longer than %s".formatted(Texts.time(took), Texts.time(check.timeout())));
    }
    return outcome.status() == HealthStatus.UP && took.compareTo(check.slowAfter()) > 0
        ? outcome.become(
            HealthStatus.DEGRADED,
            "took %s, slower than %s".formatted(Texts.time(took), Texts.time(check.slowAfter())))
        : outcome;
  }

  private void stepAside(Run run) {
    List<Run> admitted;
    synchronized (this) {
      lanes.stepAside(run);
      admitted = admit();
    }
    start(admitted);
  }

  private void timeUp(Run run) {
    List<Run> admitted;
    synchronized (this) {
      if (run.place != Run.Place.RUNNING && run.place != Run.Place.ASIDE) {
        return;
      }
      lanes.abandon(run);
      timeouts++;
      run.node().timedOut();
      Duration timeout = run.node().check.timeout();
      take(run.node(), Outcome.down("timed out after " + Texts.time(timeout)), timeout);
      admitted = admit();
    }
    run.interrupt();
    start(admitted);
  }

  private synchronized void waitedTooLong(Run run) {
    if (run.place == Run.Place.WAITING) {
      lanes.end(run);
      run.node().run = null;
      Outcome outcome =
          Outcome.unknown(
              "no thread was free for it: %d of %d are held, %d of them past their deadline%s"
                  .formatted(lanes.occupied(), lanes.most(), lanes.abandoned(), hanging()));
      take(run.node(), outcome, Duration.ZERO);
    }
  }

  private String hanging() {
    return nodes.values().stream()
        .filter(node -> node.run != null && node.run.isAbandoned())
        .limit(10)
        .map(node -> node.check.name())
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Takes a result. */
  private void take(Node node, Outcome outcome, Duration took) {
    if (nodes.get(node.check.name()) != node) {
      return;
    }
    boolean first = !node.wasLookedAt();
    boolean changed = node.take(outcome, took, agenda.now(), wall.instant());
    if (node.isFailing()) {
      askDependencies(node);
    }
    if (changed || first) {
      publishSoon();
    }
  }

  private void askDependencies(Node node) {
    long now = agenda.now();
    for (String name : node.check.dependencies()) {
      Node dependency = nodes.get(name);
      if (dependency != null
          && dependency.run == null
          && now - dependency.lookedAt() > SHORTEST_RETRY) {
        ask(dependency);
      }
    }
  }

  // Reports

  private void publishSoon() {
    long free = reportedAt + Math.min(COST_SHARE * cost, LONGEST_GAP);
    if (agenda.now() >= free || reports == 0) {
      publish();
    } else if (!publishing) {
      publishing = true;
      agenda.at(free, this::publishNow);
    }
  }

  private synchronized void publishNow() {
    if (!closed) {
      publish();
    }
  }

  private void sweep() {
    List<Run> admitted;
    synchronized (this) {
      if (closed) {
        return;
      }
      long now = agenda.now();
      agenda.at(now + SWEEP, this::sweep); // first: whatever fails below, there is a next time
      boolean changed = false;
      for (Node node : nodes.values()) {
        changed |= node.forgetIfStale(now);
        changed |= node.flapping.turns(now) && tellFlapping(node);
      }
      if (changed || now - reportedAt >= RENEW) {
        publish();
      }
      admitted = admit();
    }
    start(admitted);
  }

  private boolean tellFlapping(Node node) {
    events.publish(
        new HealthEvent.FlappingChanged(
            wall.instant(), node.check.name(), node.flapping.isOn(), node.flapping.changes()));
    return true;
  }

  private void publish() {
    publishing = false;
    long begin = agenda.now();
    Instant now = wall.instant();
    List<Node> order = graph.checks().stream().map(check -> nodes.get(check.name())).toList();
    order.stream().filter(node -> node.flapping.turns(begin)).forEach(this::tellFlapping);
    Diagnosis diagnosis = Diagnosis.of(graph, order);
    List<CheckState> states = new ArrayList<>(order.size());
    for (int number = 0; number < order.size(); number++) {
      states.add(
          order.get(number).stand(diagnosis.effective(number), diagnosis.impactedBy(number), now));
    }
    Report made =
        Report.of(service, now, ++reports, states, causes(diagnosis, states), Set.copyOf(alive));
    report = closed ? made.outdated() : made;
    reportedAt = agenda.now();
    cost = reportedAt - begin;
    note();
    if (!closed) {
      announce(made);
      tellSoon();
    }
  }

  private void tellSoon() {
    if (!telling) {
      telling = true;
      agenda.at(reportedAt, this::tell); // not under the lock: listeners have locks of their own
    }
  }

  private static List<Cause> causes(Diagnosis diagnosis, List<CheckState> states) {
    List<Cause> causes = new ArrayList<>();
    for (int number : diagnosis.causes()) {
      CheckState state = states.get(number);
      causes.add(
          new Cause(
              state.name(),
              state.status(),
              state.since(),
              state.outcome().message(),
              diagnosis.followers(causes.size())));
    }
    return causes;
  }

  private void announce(Report made) {
    boolean quiet = true;
    for (CheckState state : made.checks().values()) {
      Node node = nodes.get(state.name());
      if (node != null && state.status() != node.announced && !isFlapping(state, made)) {
        quiet = false;
        events.publish(
            new HealthEvent.CheckChanged(
                made.time(),
                state.name(),
                node.announced,
                state.status(),
                state.message(),
                state.impactedBy()));
        node.announced = state.status();
      }
    }
    if (made.status() != announced && (!quiet || noneFlaps(made))) {
      String cause = made.rootCause().map(Cause::toString).orElse("");
      events.publish(
          new HealthEvent.ServiceChanged(made.time(), service, announced, made.status(), cause));
      announced = made.status();
    }
  }

  private static boolean noneFlaps(Report made) {
    return made.checks().values().stream().noneMatch(CheckState::flapping);
  }

  /** It flaps itself, or follows what flaps, or is well again for the moment because that is. */
  private static boolean isFlapping(CheckState state, Report made) {
    return state.flapping()
        || state.impactedBy().stream()
            .anyMatch(name -> made.find(name).map(CheckState::flapping).orElse(false))
        || (state.status() == HealthStatus.UP && dependsOnFlapping(state, made));
  }

  private static boolean dependsOnFlapping(CheckState state, Report made) {
    return state.check().dependencies().stream()
        .anyMatch(name -> made.find(name).map(CheckState::flapping).orElse(false));
  }

  private void tell() {
    Report made;
    synchronized (this) {
      telling = false;
      made = report;
    }
    for (Consumer<? super Report> listener : listeners) {
      try {
        listener.accept(made);
      } catch (RuntimeException | Error failed) {
        LOG.warn("A listener to reports of {} failed", service, failed);
      }
    }
  }

  // Counts

  /** Whoever asks may hold locks that listeners want: this takes none. */
  HealthStatistics statistics() {
    return statistics;
  }

  private void note() {
    statistics =
        new HealthStatistics(
            nodes.size(),
            lanes.occupied(),
            lanes.most(),
            lanes.abandoned(),
            lanes.waiting(),
            timeouts,
            reports,
            agenda.lag(),
            Duration.ofNanos(cost));
  }

  synchronized boolean allLookedAt() {
    return nodes.values().stream().allMatch(Node::wasLookedAt);
  }

  void stop() {
    synchronized (this) {
      closed = true;
      report = report.outdated();
      nodes
          .values()
          .forEach(
              node -> {
                if (node.run != null) {
                  node.run.interrupt();
                }
              });
    }
    agenda.close();
  }
}
