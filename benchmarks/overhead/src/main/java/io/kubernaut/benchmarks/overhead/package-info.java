/** What measuring costs a request, and the whole SDK a service, in paired runs. */
@NullMarked
package io.kubernaut.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
