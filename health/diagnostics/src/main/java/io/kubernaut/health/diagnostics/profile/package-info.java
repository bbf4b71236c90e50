/** What takes the time: bottlenecks by sampling, profiles by JFR, hiccups by a sleeping thread. */
package io.kubernaut.health.diagnostics.profile;
