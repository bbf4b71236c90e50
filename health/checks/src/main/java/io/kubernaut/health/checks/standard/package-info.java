/** Checks that nearly every service needs, each ready to be added. */
package io.kubernaut.health.checks.standard;
