/**
 * Workflows: their definition, runs, steps and approvals, each with its states and the ways between
 * them; deadlines as moments; and what three engines say, in one vocabulary.
 *
 * <pre>{@code
 * Execution run = started.become(RUNNING, now, null);
 * run = run.step("restart", StepState.RUNNING, Duration.ofMinutes(5), now, null);  // by the run's deadline at the latest
 * run = run.follow(Engine.TEKTON.status(pipelineRun), now);                        // SUCCEEDED
 * run.become(RUNNING, now, null);       // IllegalStateException: Cannot go from SUCCEEDED to RUNNING. SUCCEEDED is final.
 * }</pre>
 *
 * <p>Definitions are those of the <a href="https://serverlessworkflow.io">Serverless Workflow</a>
 * DSL 1.0; they are read and written here, not run.
 */
package io.kubernaut.types.workflow;
