package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingQuery.Place;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What findings in a database must do, whichever database it is.
interface FindingStoreContract {

  /// An empty database of the test's own.
  Database database();

  private SqlFindingStore store() {
    return new SqlFindingStore(database());
  }

  @Test
  default void find_ofWhatWasSaved_isTheSame() {
    store().save(List.of(Findings.movedIn(), Findings.batchJob()));
    assertThat(store().find(Findings.movedIn().id())).contains(Findings.movedIn());
    assertThat(store().find(Findings.batchJob().id())).contains(Findings.batchJob());
    assertThat(store().find("nothing")).isEmpty();
  }

  @Test
  default void save_again_replaces() {
    Finding before = Findings.movedIn();
    Finding after =
        before.lasting(before.lastObserved().plus(Duration.ofHours(1)), Finding.Status.CLOSED);
    store().save(List.of(before));
    store().save(List.of(after));
    assertThat(store().find(query(Severity.LOW, "", 10))).containsExactly(after);
  }

  @Test
  default void find_bySeverityStatusAndWorkload_leavesOutTheRest() {
    store().save(List.of(Findings.movedIn(), Findings.batchJob()));
    assertThat(store().find(query(Severity.HIGH, "", 10))).containsExactly(Findings.movedIn());
    assertThat(store().find(query(Severity.LOW, "CRONjob", 10)))
        .containsExactly(Findings.batchJob());
    assertThat(store().find(query(Severity.LOW, "c%r", 10))).isEmpty();
    FindingQuery closed =
        new FindingQuery(
            Severity.LOW, Optional.of(Finding.Status.CLOSED), "", Optional.empty(), 10);
    assertThat(store().find(closed)).containsExactly(Findings.batchJob());
  }

  @Test
  default void find_byAWholeName_isOfThatWorkloadAlone() {
    Finding wanted = of("shop/c%rt", Map.of(), 0);
    List<Finding> all = new ArrayList<>(List.of(wanted, of("SHOP/c%rt", Map.of(), 1)));
    for (int i = 2; i < 9; i++) {
      all.add(of("shop/c%rt-" + i, Map.of(), i));
    }
    store().save(all);
    assertThat(store().find(called("shop/c%rt"))).containsExactly(wanted);
    assertThat(store().find(called("shop/cart"))).isEmpty();
    assertThat(store().find(called("shop/c%rt-"))).isEmpty();
  }

  private static FindingQuery called(String name) {
    return new FindingQuery(
        Severity.LOW,
        Optional.empty(),
        FindingQuery.Called.exactly(name),
        FindingQuery.Handled.ANYHOW,
        FindingQuery.Order.DETECTED,
        Optional.empty(),
        2);
  }

  @ParameterizedTest
  @EnumSource
  default void find_pageByPage_givesEachOnceInItsOrder(FindingQuery.Order order) {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(numbered(i));
    }
    store().save(all);
    List<Finding> paged = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    while (true) {
      List<Finding> page =
          store()
              .find(
                  new FindingQuery(
                      Severity.LOW,
                      Optional.empty(),
                      FindingQuery.Called.ANYTHING,
                      FindingQuery.Handled.ANYHOW,
                      order,
                      after,
                      7));
      paged.addAll(page);
      if (page.size() < 7) {
        break;
      }
      after = Optional.of(order.of(page.getLast()));
    }
    assertThat(paged).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
    assertThat(paged)
        .isSortedAccordingTo(
            Comparator.comparing(order::of, Comparator.comparingLong(Place::key))
                .thenComparing(Finding::detectedAt)
                .thenComparing(Finding::id)
                .reversed());
  }

  @Test
  default void find_amongSomeWorkloads_isWholePagesOfThose() {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(of("shop/" + i, Map.of("namespace", i % 4 == 0 ? "shop" : "SHOP-2"), i));
    }
    store().save(all);
    WorkloadSelection shop = labelled("namespace", "shop");
    List<String> paged = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    for (int size = 3; size == 3; ) {
      FindingQuery query = new FindingQuery(Severity.LOW, Optional.empty(), "", after, 3);
      List<Finding> page = store().find(query, shop);
      page.forEach(one -> paged.add(one.workload().name()));
      after = page.isEmpty() ? after : Optional.of(query.order().of(page.getLast()));
      size = page.size();
    }
    assertThat(paged)
        .containsExactly(
            "shop/36", "shop/32", "shop/28", "shop/24", "shop/20", "shop/16", "shop/12", "shop/8",
            "shop/4", "shop/0");
    assertThat(store().find(query(Severity.LOW, "", 10), WorkloadSelection.NOTHING)).isEmpty();
  }

  @Test
  default void find_amongSomeWorkloads_isExact() {
    Finding one = of("a!b%c_d/Ünï", Map.of("team", "x\nnamespace=shop\ny", "K", "Straße"), 1);
    Finding other = of("a!bXcYd/unI", Map.of("namespace", "Shop"), 2);
    store().save(List.of(one, other));
    assertThat(among(WorkloadPattern.named("a!b%c_d/Ün?"))).containsExactly(one);
    assertThat(among(WorkloadPattern.named("a!b%c_d/*"))).containsExactly(one);
    assertThat(among(WorkloadPattern.named("A!b%c_d/*"))).isEmpty();
    assertThat(among(WorkloadPattern.labelled("K", "Stra?e"))).containsExactly(one);
    assertThat(among(WorkloadPattern.labelled("namespace", "Shop"))).containsExactly(other);
    assertThat(among(WorkloadPattern.labelled("namespace", "shop"))).isEmpty();
    assertThat(among(WorkloadPattern.labelled("namespace", "*"))).containsExactly(other);
    assertThat(
            store().among(List.of(one.id(), other.id(), "nothing"), labelled("namespace", "Shop")))
        .containsExactly(other.id());
  }

  /// Of findings that were kept before labels were.
  @Test
  default void find_amongSomeWorkloads_looksIntoThoseWithoutLabels() {
    Finding one = of("shop/1", Map.of("namespace", "shop"), 1);
    store().save(List.of(one, of("bank/1", Map.of("namespace", "bank"), 2)));
    database().write("findings", handle -> handle.execute("update finding set labels = null"));
    assertThat(among(WorkloadPattern.labelled("namespace", "shop"))).containsExactly(one);
  }

  private List<Finding> among(WorkloadPattern pattern) {
    return store().find(query(Severity.LOW, "", 10), new WorkloadSelection(List.of(pattern)));
  }

  private static WorkloadSelection labelled(String label, String value) {
    return new WorkloadSelection(List.of(WorkloadPattern.labelled(label, value)));
  }

  private static Finding of(String workload, Map<String, String> labels, int number) {
    Finding like = Findings.withId(Findings.movedIn(), "of-" + number);
    return Findings.detectedAt(like, like.detectedAt().plus(Duration.ofMinutes(number)))
        .of(new Workload(workload, labels));
  }

  /// A name is whatever someone called a workload; PostgreSQL's texts hold no NUL.
  @Test
  default void save_ofAnyName_keepsIt() {
    Finding strange = Findings.named("a\u0000b\ud800c'\\%!ÄÖ");
    store().save(List.of(strange));
    assertThat(store().find(strange.id())).contains(strange);
    assertThat(store().find(query(Severity.LOW, "\\%!äö", 10))).containsExactly(strange);
  }

  private static FindingQuery query(Severity atLeast, String workload, int limit) {
    return new FindingQuery(atLeast, Optional.empty(), workload, Optional.empty(), limit);
  }

  /// Every third was detected at the same time as the one before.
  private static Finding numbered(int number) {
    Finding like = Findings.withId(Findings.movedIn(), "id-" + number);
    Finding rated = Findings.withSeverity(like, Severity.values()[number % 2]);
    return Findings.detectedAt(
            rated, like.detectedAt().plus(Duration.ofMinutes(number - number % 3)))
        .lasting(like.lastObserved().plus(Duration.ofDays(number % 5)), like.status())
        .at(number % 4 == 0 ? Cost.UNKNOWN : Cost.of(Resource.CPU, 0.1 * (number % 7), 0.1, 8));
  }
}
