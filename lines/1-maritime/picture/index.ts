export { pictureModule } from './module.ts'
export { pictureRoutes, type PictureHttp } from './http.ts'
export { startPicture, type PictureOptions, type RunningPicture } from './live/start.ts'
export { pictureNeeds } from './needs.ts'
