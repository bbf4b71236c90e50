package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.Query;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.QueryLimitException;
import io.kubernaut.metrics.query.syntax.Expr;
import java.util.function.Function;

/** Reads the parameter {@code query}; what is wrong with it is said of the parameter. */
final class ParsedQuery {

  private ParsedQuery() {}

  static Expr of(PromQl promQl, ApiRequest request) {
    return read(request, promQl::parse);
  }

  static Query query(PromQl promQl, ApiRequest request) {
    return read(request, promQl::query);
  }

  static String formatted(PromQl promQl, ApiRequest request) {
    return read(request, promQl::format);
  }

  private static <T> T read(ApiRequest request, Function<String, T> reader) {
    try {
      return reader.apply(request.text("query").orElse(""));
    } catch (QueryLimitException limit) {
      throw limit;
    } catch (QueryException invalid) {
      throw ApiException.badParameter("query", String.valueOf(invalid.getMessage()));
    }
  }
}
