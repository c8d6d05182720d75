export { defineJob, JobCancelled, type JobContext, type JobDeclaration } from './job.ts'
export { cancelJob, enqueueJob, listJobs, type JobView } from './queue.ts'
export { startWorkers, type Workers } from './worker.ts'
export { jobRoutes } from './http.ts'
