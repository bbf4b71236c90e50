package io.kubernaut.types.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kubernaut.types.kubernetes.IntOrString;
import io.kubernaut.types.kubernetes.LabelSelector;
import io.kubernaut.types.kubernetes.Manifests;
import io.kubernaut.types.kubernetes.NetworkPolicy;
import io.kubernaut.types.kubernetes.ObjectMeta;
import io.kubernaut.types.network.Party.Outside;
import io.kubernaut.types.network.Party.Workload;
import io.kubernaut.types.schema.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-014")
class PoliciesTest {

  private static final String HEAD =
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: ";

  private static final Workload WEB =
      new Workload(
          "shop",
          Map.of("team", "shop"),
          Map.of("app", "web"),
          List.of(Cidr.ofAddressOrBlock("10.1.0.1"), Cidr.ofAddressOrBlock("fd00::1")),
          Map.of());
  private static final Workload DB =
      new Workload(
          "shop",
          Map.of("team", "shop"),
          Map.of("app", "db"),
          List.of(Cidr.ofAddressOrBlock("10.1.0.2")),
          Map.of("sql", 5432));
  private static final Workload OTHER =
      new Workload(
          "ops",
          Map.of("team", "ops"),
          Map.of("app", "web"),
          List.of(Cidr.ofAddressOrBlock("10.9.0.1")),
          Map.of());

  private static NetworkPolicy policy(String spec) {
    return (NetworkPolicy) Manifests.yaml((HEAD + spec).getBytes(UTF_8));
  }

  private static Party party(String name) {
    return switch (name) {
      case "web" -> WEB;
      case "db" -> DB;
      case "other" -> OTHER;
      default -> new Outside(Cidr.ofAddressOrBlock(name));
    };
  }

  @ParameterizedTest(name = "{0}: {1} to {2} {3}/{4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // no policy selects, so everything goes
        "{podSelector: {matchLabels: {app: none}}} | web | db | TCP | 5432 | true",
        // default: deny all that comes in, and nothing else
        "{podSelector: {}} | web | db | TCP | 5432 | false",
        "{podSelector: {}} | db | other | TCP | 80 | true",
        "{podSelector: {}, policyTypes: [Egress]} | other | db | TCP | 5432 | true",
        "{podSelector: {}, policyTypes: [Egress]} | db | other | TCP | 80 | false",
        "{podSelector: {}, policyTypes: [Ingress, Egress]} | web | db | TCP | 5432 | false",
        // rules for egress imply the direction, and keep ingress
        "{podSelector: {}, egress: [{}]} | db | other | TCP | 80 | true",
        "{podSelector: {}, egress: [{}]} | other | db | TCP | 80 | false",
        // an empty rule allows everything, a missing one nothing
        "{podSelector: {}, ingress: [{}]} | other | db | UDP | 1 | true",
        "{podSelector: {}, ingress: []} | other | db | UDP | 1 | false",
        // pods of the policy's own namespace
        "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]} | web | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]} | other | db | TCP | 1 | false",
        // all pods of some namespaces
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: ops}}}]}]} | other | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: ops}}}]}]} | web | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]} | other | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]} | 192.0.2.1 | db | TCP | 1 | false",
        // both selectors of one peer, or one of two peers
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: ops}}, podSelector: {matchLabels: {app: db}}}]}]} | other | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: ops}}}, {podSelector: {matchLabels: {app: db}}}]}]} | other | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{}]}]} | web | db | TCP | 1 | false",
        // blocks, exceptions, overlaps and IPv6
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}]}]} | 10.8.0.1 | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}]}]} | 10.9.0.7 | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}, {ipBlock: {cidr: 10.9.1.0/24}}]}]} | 10.9.1.7 | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']}}]}]} | 2001:db8::7 | db | TCP | 1 | true",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']}}]}]} | 2001:db8:1::7 | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]} | 2001:db8::7 | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 'fd00::/8'}}]}]} | web | db | TCP | 1 | true",
        // ports, names and ranges
        "{podSelector: {}, ingress: [{ports: [{port: 5432}]}]} | web | db | TCP | 5432 | true",
        "{podSelector: {}, ingress: [{ports: [{port: 5432}]}]} | web | db | UDP | 5432 | false",
        "{podSelector: {}, ingress: [{ports: [{port: 5432}]}]} | web | db | TCP | 5433 | false",
        "{podSelector: {}, ingress: [{ports: [{port: sql}]}]} | web | db | TCP | 5432 | true",
        "{podSelector: {}, ingress: [{ports: [{port: web}]}]} | web | db | TCP | 5432 | false",
        "{podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]} | web | db | UDP | 1 | true",
        "{podSelector: {}, ingress: [{ports: [{port: 100, endPort: 200}]}]} | web | db | TCP | 200 | true",
        "{podSelector: {}, ingress: [{ports: [{port: 100, endPort: 200}]}]} | web | db | TCP | 201 | false",
        "{podSelector: {}, ingress: [{ports: [{port: 1}], from: [{podSelector: {}}]}, {ports: [{port: 2}]}]} | other | db | TCP | 1 | false",
        "{podSelector: {}, ingress: [{ports: [{port: 1}], from: [{podSelector: {}}]}, {ports: [{port: 2}]}]} | other | db | TCP | 2 | true"
      })
  void decidesAsKubernetesDoes(
      String spec, String from, String to, String protocol, int port, boolean allowed) {
    Connection connection = new Connection(party(from), party(to), protocol, port);
    assertThat(NetworkPolicies.of(List.of(policy(spec))).evaluate(connection))
        .as("%s", connection)
        .extracting(Verdict::isAllowed)
        .isEqualTo(allowed);
  }

  @Test
  void addsPoliciesUp() {
    List<NetworkPolicy> both =
        List.of(
            policy("{podSelector: {}}"),
            policy(
                "{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}"));
    NetworkPolicies policies = NetworkPolicies.of(both);

    assertThat(policies.evaluate(new Connection(WEB, DB, "TCP", 1)).isAllowed()).isTrue();
    assertThat(policies.evaluate(new Connection(DB, WEB, "TCP", 1)))
        .isEqualTo(
            new Verdict(
                Verdict.Effect.DENIED,
                "ingress of shop{app=web} is isolated, and no rule allows it",
                List.of("shop/p")));
  }

  @Test
  void needsBothEndsToAgree() {
    NetworkPolicy out = policy("{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}");
    Verdict verdict = NetworkPolicies.of(List.of(out)).evaluate(new Connection(WEB, DB, "TCP", 1));

    assertThat(verdict.isAllowed()).isFalse();
    assertThat(verdict.reason()).startsWith("egress of shop{app=web}");
    assertThat(verdict.decision("web to db", Instant.EPOCH))
        .satisfies(
            decision -> {
              assertThat(decision.chosen()).isEqualTo("denied");
              assertThat(decision.alternatives()).containsExactly("allowed", "elsewhere");
              assertThat(decision.evidence()).containsEntry("policies", "shop/p");
            });
  }

  @Test
  void refusesPortsThatDoNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Connection(WEB, DB, "TCP", 65_536))
        .withMessage("No port 65536. Use 1 to 65535.");
  }

  @Test
  void agreesWithTheExportedPolicyReadAgain() {
    Random random = new Random(14);
    int[] allowed = {0};
    for (int i = 0; i < 400; i++) {
      List<NetworkPolicy> policies =
          IntStream.range(0, 1 + random.nextInt(3)).mapToObj(n -> random(random, n)).toList();
      List<NetworkPolicy> again =
          policies.stream().map(p -> (NetworkPolicy) Manifests.yaml(Manifests.toYaml(p))).toList();
      assertThat(again).isEqualTo(policies);
      for (int j = 0; j < 10; j++) {
        Connection connection =
            new Connection(
                anyone(random), anyone(random), pick(random, "TCP", "UDP"), 1 + random.nextInt(4));
        Verdict verdict = NetworkPolicies.of(policies).evaluate(connection);
        allowed[0] += verdict.isAllowed() ? 1 : 0;
        assertThat(NetworkPolicies.of(again).evaluate(connection))
            .as("seed 14, %s under %s", connection, policies)
            .isEqualTo(verdict);
      }
    }
    assertThat(allowed[0]).isBetween(400, 3600);
  }

  private static NetworkPolicy random(Random random, int number) {
    NetworkPolicy.Spec spec =
        new NetworkPolicy.Spec(
            selector(random),
            random.nextInt(4) == 0
                ? List.of()
                : List.of(new NetworkPolicy.Ingress(ports(random), peers(random), Map.of())),
            random.nextInt(4) == 0
                ? List.of()
                : List.of(new NetworkPolicy.Egress(ports(random), peers(random), Map.of())),
            random.nextBoolean() ? List.of() : List.of(Open.of(NetworkPolicy.Direction.INGRESS)),
            Map.of());
    return new NetworkPolicy(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        ObjectMeta.of(pick(random, "shop", "ops"), "p" + number),
        spec,
        Map.of());
  }

  private static List<NetworkPolicy.Port> ports(Random random) {
    List<NetworkPolicy.Port> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      IntOrString port =
          random.nextInt(3) == 0 ? IntOrString.of("sql") : IntOrString.of(1 + random.nextInt(3));
      Integer end = port.number().isPresent() && random.nextBoolean() ? 4 : null;
      ports.add(new NetworkPolicy.Port(pick(random, "TCP", "UDP"), port, end, Map.of()));
    }
    return ports;
  }

  private static List<NetworkPolicy.Peer> peers(Random random) {
    List<NetworkPolicy.Peer> peers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      NetworkPolicy.IpBlock block =
          new NetworkPolicy.IpBlock(
              "10.0.0.0/8", random.nextBoolean() ? List.of("10.9.0.0/16") : List.of(), Map.of());
      peers.add(
          random.nextBoolean()
              ? new NetworkPolicy.Peer(null, null, block, Map.of())
              : new NetworkPolicy.Peer(maybe(random), maybe(random), null, Map.of()));
    }
    return peers;
  }

  private static @Nullable LabelSelector maybe(Random random) {
    return random.nextInt(3) == 0 ? null : selector(random);
  }

  private static LabelSelector selector(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> LabelSelector.of(Map.of());
      case 1 -> LabelSelector.of(Map.of("app", pick(random, "web", "db")));
      default ->
          new LabelSelector(
              Map.of(),
              List.of(
                  new LabelSelector.Requirement(
                      "team", Open.of(LabelSelector.Operator.NOT_IN), List.of("ops"), Map.of())),
              Map.of());
    };
  }

  private static Party anyone(Random random) {
    return party(pick(random, "web", "db", "other", "10.8.0.1", "10.9.0.9", "2001:db8::1"));
  }

  private static String pick(Random random, String... words) {
    return words[random.nextInt(words.length)];
  }
}
