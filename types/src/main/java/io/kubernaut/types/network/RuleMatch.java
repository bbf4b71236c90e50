package io.kubernaut.types.network;

import io.kubernaut.types.kubernetes.AuthorizationPolicy.Operation;
import io.kubernaut.types.kubernetes.AuthorizationPolicy.Rule;
import io.kubernaut.types.kubernetes.AuthorizationPolicy.Source;
import io.kubernaut.types.kubernetes.AuthorizationPolicy.When;
import io.kubernaut.types.network.MeshRequest.Http;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule matches a request.
 *
 * <p>Some fields only make sense for HTTP. For a request that is plain TCP a rule that allows never
 * matches if it has such a field, and a rule that denies is read as if the field were not there: so
 * a mistake refuses too much, never too little.
 */
final class RuleMatch {

  private static final Pattern IN_BRACKETS = Pattern.compile("([^\\[]+)\\[(.+?)](.*)");

  private final MeshRequest request;
  private final String policyNamespace;
  private final boolean isDenying;

  RuleMatch(MeshRequest request, String policyNamespace, boolean isDenying) {
    this.request = request;
    this.policyNamespace = policyNamespace;
    this.isDenying = isDenying;
  }

  boolean matches(Rule rule) {
    return (rule.from().isEmpty() || rule.from().stream().anyMatch(from -> matches(from.source())))
        && (rule.to().isEmpty() || rule.to().stream().anyMatch(to -> matches(to.operation())))
        && rule.when().stream().allMatch(this::matches);
  }

  private boolean matches(Source source) {
    return any(source.principals(), source.notPrincipals(), list(request.principal()))
        && http(
            source.requestPrincipals(),
            source.notRequestPrincipals(),
            http -> list(http.requestPrincipal()),
            TextPattern::matches)
        && any(
            source.namespaces(),
            source.notNamespaces(),
            request.sourceNamespace().map(List::of).orElse(List.of()))
        && accounts(source.serviceAccounts(), source.notServiceAccounts())
        && blocks(source.ipBlocks(), source.notIpBlocks(), request.sourceIp())
        && blocks(source.remoteIpBlocks(), source.notRemoteIpBlocks(), request.remoteIp());
  }

  private boolean accounts(List<String> values, List<String> notValues) {
    String account =
        request.sourceNamespace().orElse("") + "/" + request.serviceAccount().orElse("");
    Predicate<String> isOne =
        value -> account.equals(value.contains("/") ? value : policyNamespace + "/" + value);
    return (values.isEmpty() || values.stream().anyMatch(isOne))
        && notValues.stream().noneMatch(isOne);
  }

  private boolean matches(Operation operation) {
    return http(
            operation.hosts(),
            operation.notHosts(),
            http -> List.of(http.host()),
            RuleMatch::isHost)
        && any(operation.ports(), operation.notPorts(), List.of("" + request.port()))
        && http(
            operation.methods(),
            operation.notMethods(),
            http -> List.of(http.method()),
            TextPattern::matches)
        && http(
            operation.paths(),
            operation.notPaths(),
            http -> List.of(http.path()),
            TextPattern::matchesPath);
  }

  private static boolean isHost(String pattern, String host) {
    return TextPattern.matches(pattern.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT));
  }

  private boolean matches(When when) {
    return switch (when.key()) {
      case "source.ip" -> blocks(when.values(), when.notValues(), request.sourceIp());
      case "remote.ip" -> blocks(when.values(), when.notValues(), request.remoteIp());
      case "source.principal" -> any(when.values(), when.notValues(), list(request.principal()));
      case "source.namespace" ->
          any(when.values(), when.notValues(), list(request.sourceNamespace().orElse(null)));
      case "destination.port" -> any(when.values(), when.notValues(), List.of("" + request.port()));
      case "connection.sni" -> any(when.values(), when.notValues(), list(request.sni()));
      default ->
          http(
              when.values(),
              when.notValues(),
              http -> attribute(http, when.key()),
              TextPattern::matches);
    };
  }

  private static List<String> attribute(Http http, String key) {
    Matcher named = IN_BRACKETS.matcher(key);
    if (named.matches()) {
      return named.group(1).equals("request.headers")
          ? list(http.headers().get(named.group(2).toLowerCase(Locale.ROOT)))
          : http.claims().getOrDefault(named.group(2), List.of());
    }
    return switch (key) {
      case "request.auth.principal" -> list(http.requestPrincipal());
      case "request.auth.audiences" -> http.audiences();
      case "request.auth.presenter" -> list(http.presenter());
      default -> List.of();
    };
  }

  private boolean http(
      List<String> values,
      List<String> notValues,
      Function<Http, List<String>> attribute,
      BiPredicate<String, String> test) {
    if (values.isEmpty() && notValues.isEmpty()) {
      return true;
    }
    return request.http() == null
        ? isDenying
        : any(values, notValues, attribute.apply(request.http()), test);
  }

  private static boolean any(List<String> values, List<String> notValues, List<String> given) {
    return any(values, notValues, given, TextPattern::matches);
  }

  private static boolean any(
      List<String> values,
      List<String> notValues,
      List<String> given,
      BiPredicate<String, String> test) {
    return (values.isEmpty() || isOneOf(values, given, test)) && !isOneOf(notValues, given, test);
  }

  private static boolean isOneOf(
      List<String> patterns, List<String> given, BiPredicate<String, String> test) {
    return patterns.stream()
        .anyMatch(pattern -> given.stream().anyMatch(text -> test.test(pattern, text)));
  }

  private static boolean blocks(
      List<String> values, List<String> notValues, @Nullable String address) {
    return any(
        values,
        notValues,
        list(address),
        (block, given) -> Cidr.ofAddressOrBlock(block).contains(Cidr.ofAddressOrBlock(given)));
  }

  private static List<String> list(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }
}
