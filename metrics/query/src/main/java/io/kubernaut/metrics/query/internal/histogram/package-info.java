/** What can be computed with native histograms. */
package io.kubernaut.metrics.query.internal.histogram;
