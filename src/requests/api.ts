// What only a request needs is a chunk of its own, so that a page that shows an Edit button is small.
export { toDecartError } from '../errors/toDecartError';
export { fetchResult, processImage, readyToSend, submitJob, uploadFile } from './requests';
