package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Handler;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.store.DamagedDataException;

/** Answers a request of the API; what is thrown becomes an error in Prometheus' shape. */
@FunctionalInterface
interface ApiHandler {

  Response answer(ApiRequest request) throws Exception;

  default Handler toHandler() {
    return request -> answered(request, this);
  }

  private static Response answered(Request request, ApiHandler handler) throws Exception {
    try {
      return handler.answer(new ApiRequest(request));
    } catch (ApiException problem) {
      return Answer.error(problem);
    } catch (QueryException problem) {
      return Answer.error(problem);
    } catch (DamagedDataException damaged) {
      return Answer.error(ErrorType.INTERNAL, String.valueOf(damaged.getMessage()), json -> {});
    }
  }
}
