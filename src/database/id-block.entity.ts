import { Entity, PrimaryColumn } from 'typeorm';
import { Reference } from './row';

/** The next id nobody has yet. A hub takes a block of ids at a time, so that rows know their ids before they are written. */
@Entity('id_block')
export class IdBlockRow {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  name!: string;
  @Reference()
  next_id!: number;
}
